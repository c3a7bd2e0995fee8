package trainings;

import java.util.concurrent.CountDownLatch;

/** No training at all: says its process id and waits for its end. */
public final class Waiting {

    private Waiting() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("pid " + ProcessHandle.current().pid());
        new CountDownLatch(1).await();
    }
}
