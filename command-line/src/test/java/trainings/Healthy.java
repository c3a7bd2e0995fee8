package trainings;

import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Learns, and prints a hash of the weights it ends with. */
public final class Healthy {

    private Healthy() {}

    public static void main(String[] arguments) {
        MultiLayerNetwork network = Networks.healthy();
        Networks.train(network, 300);
        float[] weights = network.params().dup().data().asFloat();
        System.out.println("weights " + weights.length + " " + Arrays.hashCode(weights));
    }
}
