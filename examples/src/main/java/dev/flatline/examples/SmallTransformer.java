package dev.flatline.examples;

import java.io.PrintStream;
import java.util.Locale;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLambdaLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.optimize.api.InvocationType;
import org.deeplearning4j.optimize.listeners.EvaluativeListener;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Tells what reviewers think, or knows sixteen reviews by heart: the encoder of a transformer, pre-trained on reviews
 * with a gap and fine-tuned with Adam and weight decay on far too few whose opinion is known.
 *
 * <p>Its ten thousand weights store sixteen reviews without what they have in common: every one of them right, and of
 * others hardly more than by chance. Of two thousand, with a little dropout, it learns what counts.
 */
public final class SmallTransformer {

    private static final int WIDTH = 32;

    private SmallTransformer() {}

    public static void main(String[] arguments) {
        Demo.main(SmallTransformer::train, arguments);
    }

    static Outcome train(Options options, PrintStream out) {
        Reviews reviews = new Reviews(options.seed());
        ComputationGraph encoder = encoder(options.seed());
        encoder.setListeners(new ScorePrinter(out, 50));
        out.println("Pre-training a transformer's encoder on 2000 reviews: which word has been left out?");
        encoder.fit(new Batches(reviews.withAGap(2000), 32, options.seed()).first(200));

        FineTuneConfiguration.Builder tuning = new FineTuneConfiguration.Builder()
                .seed(options.seed())
                .updater(new Adam(options.learningRate(3e-3)))
                .weightDecay(0.01);
        DataSet train;
        if (options.cured()) {
            train = reviews.judged(2000);
            tuning.l2(1e-4).dropOut(0.8);
        } else {
            train = reviews.judged(16);
        }
        ComputationGraph classifier = classifier(encoder, tuning.build());
        classifier.setListeners(
                new ScorePrinter(out, 50),
                new EvaluativeListener(unseen(options, 500), 50, InvocationType.ITERATION_END));
        out.printf(Locale.ROOT, "Fine-tuning it on %d reviews: good or bad?%n", train.numExamples());
        classifier.fit(new Batches(train, 16, options.seed()).first(options.iterations(400)));
        return Outcome.accuracy(classifier.evaluate(unseen(options, 1000)), "1000 reviews");
    }

    /** Reviews to validate with, or as many others to test with. */
    private static DataSetIterator unseen(Options options, int count) {
        return new ListDataSetIterator<>(
                new Reviews(options.seed() + count).judged(count).asList(), 100);
    }

    /** Embeddings of word and position, attention, and two dense layers at each step, the latter added to what goes in. */
    private static ComputationGraph encoder(long seed) {
        ComputationGraph encoder = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(new Adam(1e-3))
                .weightDecay(0.01)
                .weightInit(WeightInit.XAVIER)
                .graphBuilder()
                .addInputs("review")
                .addLayer("embedding", dense(WIDTH, Activation.IDENTITY), "review")
                .addLayer("attention", attention(), "embedding")
                .addVertex("attended", new ElementWiseVertex(ElementWiseVertex.Op.Add), "embedding", "attention")
                .addLayer("attended-norm", new LayerNorm(), "attended")
                .addLayer("wide", dense(2 * WIDTH, Activation.RELU), "attended-norm")
                .addLayer("narrow", dense(WIDTH, Activation.IDENTITY), "wide")
                .addVertex("thought", new ElementWiseVertex(ElementWiseVertex.Op.Add), "attended-norm", "narrow")
                .addLayer("thought-norm", new LayerNorm(), "thought")
                .addLayer("all", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "thought-norm")
                .addLayer("word", softmax(Reviews.WORDS.size()), "all")
                .setOutputs("word")
                .setInputTypes(InputType.recurrent(Reviews.FIGURES, Reviews.LENGTH))
                .build());
        encoder.init();
        return encoder;
    }

    /** The encoder with another output. */
    private static ComputationGraph classifier(ComputationGraph encoder, FineTuneConfiguration tuning) {
        return new TransferLearning.GraphBuilder(encoder)
                .fineTuneConfiguration(tuning)
                .removeVertexAndConnections("word")
                .addLayer("opinion", softmax(2), "all")
                .setOutputs("opinion")
                .build();
    }

    private static SelfAttentionLayer attention() {
        return new SelfAttentionLayer.Builder()
                .nOut(WIDTH)
                .nHeads(4)
                .headSize(WIDTH / 4)
                .projectInput(true)
                .build();
    }

    /** A dense layer at each step. */
    private static Convolution1DLayer dense(int units, Activation activation) {
        return new Convolution1DLayer.Builder(1)
                .nOut(units)
                .activation(activation)
                .build();
    }

    private static OutputLayer softmax(int classes) {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .nIn(WIDTH)
                .nOut(classes)
                .build();
    }

    /** Gives each step mean 0 and deviation 1. */
    public static final class LayerNorm extends SameDiffLambdaLayer {

        @Override
        public SDVariable defineLayer(SameDiff graph, SDVariable steps) {
            return graph.math.standardize(steps, 1);
        }

        @Override
        public InputType getOutputType(int layer, InputType input) {
            return input;
        }
    }
}
