package trainings;

import java.util.concurrent.CountDownLatch;
import org.nd4j.linalg.factory.Nd4j;

/** No training at all: says its process id and waits for its end; with an argument, with ND4J at hand. */
public final class Waiting {

    private Waiting() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length > 0) {
            Nd4j.zeros(1);
        }
        System.out.println("pid " + ProcessHandle.current().pid());
        new CountDownLatch(1).await();
    }
}
