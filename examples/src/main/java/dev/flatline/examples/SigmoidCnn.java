package dev.flatline.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Learns to read digits, or fails to: a small convolutional network with sigmoids and Adam.
 *
 * <p>The default flatlines and never recovers: Adam's steps of 0.01 drive the sigmoids of the second convolution into
 * saturation, no gradient passes, and before iteration 50 the network gives one answer to every image, at a loss of
 * ln 10. The other variants are one option away; {@link Options#USAGE} lists them.
 *
 * <p>Measured on images the network had not seen, 400 iterations unless noted:
 *
 * <ul>
 *   <li>default: 10.0 % right, one answer, with each of seeds 1 to 8
 *   <li>{@code --cured}, the same with ReLU: 94.6 % to 96.3 % right with seeds 1 to 15; with {@code --learning-rate 0.001}
 *       94.9 % to 96.4 % with seeds 1 to 8
 *   <li>{@code --learning-rate 0.001}: on a plateau for about 200 iterations, then it learns; after 600 iterations
 *       88.0 % to 89.2 % right with seeds 1 to 3
 *   <li>{@code --deep --learning-rate 0.001}: flat for all of 500 iterations, with seeds 1 and 2
 * </ul>
 */
public final class SigmoidCnn {

    private static final int BATCH_SIZE = 32;

    private final Options options;
    private final PrintStream out;

    SigmoidCnn(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * How a training ended, on images it had not seen.
     *
     * @param score loss of the last mini-batch
     * @param accuracy share of the test images it named right, 0..1
     * @param answers how many different digits it named at all, 1..10
     */
    record Result(double score, double accuracy, int answers) {}

    public static void main(String[] arguments) throws IOException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(Options.USAGE);
            System.exit(2);
            return;
        }
        new SigmoidCnn(options, System.out).run();
    }

    Result run() throws IOException {
        DigitImages train = DigitImages.train();
        DigitImages test = DigitImages.test();
        MultiLayerNetwork network = new MultiLayerNetwork(configuration());
        network.init();
        out.printf(
                "Training %d layers, %s, Adam %s, on %d handwritten digits for %d iterations of %d images%n",
                network.getnLayers(),
                options.activation().name().toLowerCase(Locale.ROOT),
                options.learningRate(),
                train.size(),
                options.iterations(),
                BATCH_SIZE);
        network.setListeners(new ScorePrinter(out, 50));
        fit(network, train);
        return evaluate(network, test);
    }

    private void fit(MultiLayerNetwork network, DigitImages train) {
        int left = options.iterations();
        for (int epoch = 0; left > 0; epoch++) {
            List<DataSet> batches = train.batches(BATCH_SIZE, options.seed() + epoch);
            List<DataSet> used = batches.subList(0, Math.min(left, batches.size()));
            network.fit(new ExistingDataSetIterator(used));
            left -= used.size();
        }
    }

    private Result evaluate(MultiLayerNetwork network, DigitImages test) {
        Evaluation evaluation = network.evaluate(new ExistingDataSetIterator(test.batches(100, 0)));
        Result result = new Result(network.score(), evaluation.accuracy(), answers(evaluation));
        out.printf(
                "Of %d digits it had not seen it named %.1f %% right, answering with %d of the %d digits%n",
                test.size(), 100 * result.accuracy(), result.answers(), DigitImages.CLASSES);
        return result;
    }

    private static int answers(Evaluation evaluation) {
        int answers = 0;
        for (int digit = 0; digit < DigitImages.CLASSES; digit++) {
            answers += evaluation.getConfusion().getPredictedTotal(digit) > 0 ? 1 : 0;
        }
        return answers;
    }

    private MultiLayerConfiguration configuration() {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(options.seed())
                .updater(new Adam(options.learningRate()))
                .activation(options.activation())
                .weightInit(options.activation() == Activation.RELU ? WeightInit.RELU : WeightInit.XAVIER)
                .list();
        for (Layer layer : options.deep() ? deep() : shallow()) {
            layers.layer(layer);
        }
        return layers.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nOut(DigitImages.CLASSES)
                        .build())
                .setInputType(InputType.convolutionalFlat(DigitImages.SIDE, DigitImages.SIDE, 1))
                .build();
    }

    private static List<Layer> shallow() {
        return List.of(convolution(32), maxPool(), convolution(64), maxPool());
    }

    private static List<Layer> deep() {
        return List.of(
                convolution(16),
                convolution(16),
                maxPool(),
                convolution(32),
                convolution(32),
                maxPool(),
                dense(64),
                dense(32));
    }

    private static Layer convolution(int channels) {
        return new ConvolutionLayer.Builder(3, 3).nOut(channels).build();
    }

    private static Layer maxPool() {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }

    private static Layer dense(int units) {
        return new DenseLayer.Builder().nOut(units).build();
    }
}
