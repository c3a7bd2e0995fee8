package dev.flatline.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Foretells unemployment from a year of economic figures, or answers their mean: an LSTM on raw inputs.
 *
 * <p>A population of 200,000 (thousand) beside savings of 5 (per cent): the largest figures drive every gate of the LSTM
 * to its limit, where it stays whatever the input, and what the network answers is the same for every year.
 * Standardised, by mean and deviation of the training part only, the same figures teach it.
 *
 * <p>Measured after 605 iterations, on months of years of which it had seen nothing: R² -0.006, one answer, with seeds 1
 * and 2; {@code --cured} R² 0.915 and 0.962.
 */
public final class UnscaledLstm {

    private static final int BATCH_SIZE = 32;

    private UnscaledLstm() {}

    public static void main(String[] arguments) {
        Demo.main(UnscaledLstm::train, arguments);
    }

    static Outcome train(Options options, PrintStream out) throws IOException {
        EconomicMonths months = EconomicMonths.load();
        DataSet train = months.train();
        DataSet test = months.test();
        train.shuffle(options.seed());
        DataSetIterator trainingData = new ListDataSetIterator<>(train.asList(), BATCH_SIZE);
        DataSetIterator testData = new ListDataSetIterator<>(test.asList(), test.numExamples());
        if (options.cured()) {
            NormalizerStandardize scaler = new NormalizerStandardize();
            scaler.fit(trainingData);
            trainingData.setPreProcessor(scaler);
            testData.setPreProcessor(scaler);
        }
        MultiLayerNetwork network = network(options);
        network.setListeners(new ScorePrinter(out, 100));
        out.printf(
                Locale.ROOT,
                "Training an LSTM on five economic figures, %s, in %d spans of twelve months%n",
                options.cured() ? "standardised" : "as they are",
                train.numExamples());
        int batches = (train.numExamples() + BATCH_SIZE - 1) / BATCH_SIZE;
        network.fit(trainingData, (options.iterations(600) + batches - 1) / batches);
        DataSet seen = testData.next();
        return Outcome.r2(network.output(seen.getFeatures()), seen.getLabels(), test.numExamples() + " months");
    }

    private static MultiLayerNetwork network(Options options) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(options.seed())
                .updater(new Adam(options.learningRate(1e-2)))
                .list()
                .layer(new LastTimeStep(new LSTM.Builder()
                        .nIn(EconomicMonths.FIGURES)
                        .nOut(50)
                        .activation(Activation.TANH)
                        .build()))
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .nIn(50)
                        .nOut(1)
                        .build())
                .build());
        network.init();
        return network;
    }
}
