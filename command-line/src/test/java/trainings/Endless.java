package trainings;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Trains until it is stopped from outside. Says its process id when it has begun. */
public final class Endless {

    private Endless() {}

    public static void main(String[] arguments) {
        MultiLayerNetwork network = Networks.healthy();
        Networks.train(network, 50);
        System.out.println("pid " + ProcessHandle.current().pid());
        while (true) {
            Networks.train(network, 50);
        }
    }
}
