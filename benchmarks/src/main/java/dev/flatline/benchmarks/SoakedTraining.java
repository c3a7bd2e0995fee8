package dev.flatline.benchmarks;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The smallest training there is, for very many iterations: 2-4-2, mini-batch 4. Prints what its JVM holds at the
 * beginning and after each sixteenth. Knows nothing of the agent, which comes with {@code -javaagent} or not at all.
 */
public final class SoakedTraining {

    private static final int ROWS = 16;

    private SoakedTraining() {}

    public static void main(String[] arguments) {
        long iterations = Long.parseLong(arguments[0]);
        System.out.println("| iterations | us each | heap MiB | resident MiB | threads | files |");
        System.out.println("|---|---|---|---|---|---|");
        MultiLayerNetwork network = network();
        DataSet batch = new DataSet(
                Nd4j.createFromArray(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}),
                Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}, {0, 1}, {1, 0}}));
        // What is loaded, compiled and sized once is there before the first row.
        long each = iterations / ROWS;
        train(network, batch, each);
        for (int row = 1; row < ROWS; row++) {
            long begun = System.nanoTime();
            train(network, batch, each);
            double micros = (System.nanoTime() - begun) / 1e3 / each;
            System.out.printf(
                    "| %,d | %.0f | %s |%n",
                    network.getIterationCount(), micros, Footprint.now().cells());
        }
    }

    private static void train(MultiLayerNetwork network, DataSet batch, long iterations) {
        for (long i = 0; i < iterations; i++) {
            network.fit(batch);
        }
    }

    private static MultiLayerNetwork network() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-3))
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(2)
                        .nOut(4)
                        .activation(Activation.TANH)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
        return network;
    }
}
