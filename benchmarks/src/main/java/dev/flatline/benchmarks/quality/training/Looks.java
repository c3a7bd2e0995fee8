package dev.flatline.benchmarks.quality.training;

import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * How a network is validated: at the end of an epoch, but no more than about twenty times in a training.
 *
 * @param network in training
 * @param data it is not trained on
 * @param goodness of its answers to them, such as {@link Goodness#accuracy}
 * @param metric what that is called
 */
public record Looks(
        MultiLayerNetwork network, DataSet data, ToDoubleBiFunction<INDArray, INDArray> goodness, String metric) {

    private static final int MOST = 20;

    /** Mini-batches between two looks. */
    public static long every(long perEpoch, long planned) {
        long epochs = Math.max(1, Math.round((double) planned / MOST / perEpoch));
        return epochs * perEpoch;
    }

    /** Loss as DL4J scores a data set, and the metric. */
    public Map<String, Double> look() {
        INDArray answers = network.output(data.getFeatures());
        return Map.of("loss", network.score(data), metric, goodness.applyAsDouble(answers, data.getLabels()));
    }
}
