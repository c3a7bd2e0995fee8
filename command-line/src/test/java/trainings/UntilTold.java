package trainings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Trains as fast as it can until its input ends, and says at every 500th iteration where it is. A line of input has it rest,
 * and the next has it go on.
 */
public final class UntilTold {

    private static volatile boolean told;
    private static volatile boolean resting;

    private UntilTold() {}

    public static void main(String[] arguments) throws InterruptedException {
        MultiLayerNetwork network = Networks.healthy();
        System.out.println("pid " + ProcessHandle.current().pid());
        Thread waiting = new Thread(UntilTold::awaitEndOfInput, "input");
        waiting.setDaemon(true);
        waiting.start();
        long iterations = 0;
        while (!told) {
            if (resting) {
                Thread.sleep(10);
                continue;
            }
            Networks.train(network, 100);
            iterations += 100;
            if (iterations % 500 == 0) {
                System.out.println("at " + iterations);
            }
        }
        System.out.println("iterations " + iterations);
    }

    private static void awaitEndOfInput() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (lines.readLine() != null) {
                resting = !resting;
            }
        } catch (IOException e) {
            System.err.println(e);
        }
        told = true;
    }
}
