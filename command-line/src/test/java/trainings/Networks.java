package trainings;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The networks that are trained on {@link Points}. */
final class Networks {

    private Networks() {}

    /** Learns in a hundred iterations. */
    static MultiLayerNetwork healthy() {
        return network(1, Activation.RELU, new Adam(1e-2));
    }

    /** Eight sigmoids on top of one another: what comes out no longer depends on what goes in. */
    static MultiLayerNetwork collapsing() {
        return network(8, Activation.SIGMOID, new Sgd(0.1));
    }

    private static MultiLayerNetwork network(int depth, Activation activation, IUpdater updater) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(updater)
                .activation(activation)
                .list();
        for (int i = 0; i < depth; i++) {
            layers.layer(new DenseLayer.Builder()
                    .nIn(i == 0 ? Points.FEATURES : 16)
                    .nOut(16)
                    .build());
        }
        layers.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .nIn(16)
                .nOut(Points.CLASSES)
                .build());
        MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
        network.init();
        return network;
    }

    static void train(MultiLayerNetwork network, int iterations) {
        for (int i = 0; i < iterations; i++) {
            network.fit(Points.batch(i));
        }
    }
}
