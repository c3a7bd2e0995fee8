package trainings;

import java.io.IOException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Trains as fast as it can until its input ends, and says at every 500th iteration where it is. */
public final class UntilTold {

    private static volatile boolean told;

    private UntilTold() {}

    public static void main(String[] arguments) {
        MultiLayerNetwork network = Networks.healthy();
        System.out.println("pid " + ProcessHandle.current().pid());
        Thread waiting = new Thread(UntilTold::awaitEndOfInput, "input");
        waiting.setDaemon(true);
        waiting.start();
        long iterations = 0;
        while (!told) {
            Networks.train(network, 100);
            iterations += 100;
            if (iterations % 500 == 0) {
                System.out.println("at " + iterations);
            }
        }
        System.out.println("iterations " + iterations);
    }

    private static void awaitEndOfInput() {
        try {
            System.in.readAllBytes();
        } catch (IOException e) {
            System.err.println(e);
        }
        told = true;
    }
}
