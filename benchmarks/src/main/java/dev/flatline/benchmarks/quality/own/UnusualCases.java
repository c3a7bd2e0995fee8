package dev.flatline.benchmarks.quality.own;

import static dev.flatline.benchmarks.quality.own.HealthyCases.healthy;
import static dev.flatline.benchmarks.quality.own.Nets.batchNorm;
import static dev.flatline.benchmarks.quality.own.Nets.dense;
import static dev.flatline.benchmarks.quality.own.Nets.hidden;
import static dev.flatline.benchmarks.quality.own.Nets.linear;
import static dev.flatline.benchmarks.quality.own.Nets.lstm;
import static dev.flatline.benchmarks.quality.own.Nets.output;
import static dev.flatline.benchmarks.quality.own.Nets.sequence;
import static dev.flatline.benchmarks.quality.own.Nets.sigmoid;
import static dev.flatline.benchmarks.quality.own.Nets.softmax;
import static dev.flatline.benchmarks.quality.own.Nets.with;

import dev.flatline.benchmarks.quality.own.Fitting.Pace;
import dev.flatline.benchmarks.quality.training.TrainingCase;
import java.util.List;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Trainings that learn, and look as if they did not: what rules with fixed thresholds take for faults. */
final class UnusualCases {

    private static final int PRETRAINED = 600;

    private UnusualCases() {}

    static List<TrainingCase> all() {
        return List.of(
                healthy(
                        "slow",
                        seed -> Fitting.of(
                                        dense(with(new Sgd(0.01), seed), Activation.TANH, softmax(4), 2, 24),
                                        Tables.blobs(4, 800, 0.7, seed),
                                        new Pace(32, 2500, seed))
                                .accuracy(0.8)),
                healthy(
                        "tiny-one-weight",
                        seed -> Fitting.of(
                                        Nets.of(with(new Sgd(0.05), seed), Nets.fed(linear(1), 1)),
                                        Tables.linear(40, 1, 0.1, seed),
                                        new Pace(8, 400, seed))
                                .r2(0.9)),
                healthy(
                        "tiny-two-units",
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.03), seed), Activation.TANH, sigmoid(1), 4, 2),
                                        Tables.rare(300, 0.5, 4, seed),
                                        new Pace(16, 600, seed))
                                .accuracy(0.9)),
                healthy(
                        "converged-for-long",
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.02), seed), Activation.RELU, softmax(3), 2, 16),
                                        Tables.blobs(3, 300, 0.2, seed),
                                        new Pace(32, 2500, seed))
                                .validatedOn(Tables.blobs(3, 300, 0.2, seed + 2000))
                                .accuracy(0.99)),
                healthy(
                        "converged-regression",
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.01), seed), Activation.IDENTITY, linear(1), 5, 8),
                                        Tables.linear(300, 5, 0, seed),
                                        new Pace(30, 2500, seed))
                                .r2(0.99)),
                healthy(
                        "memorised",
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.01), seed), Activation.RELU, softmax(5), 20, 64),
                                        Tables.regions(40, 20, 5, seed),
                                        new Pace(40, 800, seed))
                                .accuracy(0.99)),
                healthy(
                        "resumed",
                        seed -> Fitting.of(pretrained(seed), Glyphs.of(1000, seed), new Pace(32, 600, seed + 1))
                                .validatedOn(Glyphs.of(500, seed + 2000))
                                .accuracy(0.9)),
                healthy(
                        "fine-tuned-frozen",
                        seed -> Fitting.of(
                                        fineTuned(pretrained(seed)), Glyphs.of(600, seed + 1), new Pace(32, 500, seed))
                                .validatedOn(Glyphs.of(500, seed + 2000))
                                .accuracy(0.8)),
                healthy(
                        "cyclic-rate-restarts",
                        seed -> Fitting.of(
                                        dense(
                                                with(
                                                        new Nesterovs(
                                                                Nets.schedule(1500, UnusualCases::warmRestarts), 0.9),
                                                        seed),
                                                Activation.RELU,
                                                softmax(3),
                                                2,
                                                48),
                                        Tables.spirals(3, 900, seed),
                                        new Pace(32, 1500, seed))
                                .validatedOn(Tables.spirals(3, 400, seed + 2000))
                                .accuracy(0.65)),
                healthy(
                        "decaying-rate",
                        seed -> Fitting.of(
                                        dense(
                                                with(
                                                        new Adam(Nets.schedule(2000, i -> 0.01 * Math.exp(-i / 250.0))),
                                                        seed),
                                                Activation.RELU,
                                                softmax(4),
                                                2,
                                                32),
                                        Tables.blobs(4, 800, 0.6, seed),
                                        new Pace(32, 2000, seed))
                                .accuracy(0.9)),
                healthy(
                        "warm-up-rate",
                        seed -> Fitting.of(
                                        dense(
                                                with(
                                                        new Adam(Nets.schedule(
                                                                400, i -> 0.01 * Math.min(1, (i + 1) / 300.0))),
                                                        seed),
                                                Activation.RELU,
                                                softmax(4),
                                                2,
                                                32),
                                        Tables.blobs(4, 800, 0.6, seed),
                                        new Pace(32, 900, seed))
                                .accuracy(0.9)),
                healthy(
                        "batch-norm-behind-sigmoids",
                        seed -> Fitting.of(behindSigmoids(seed), Glyphs.of(1200, seed), new Pace(64, 700, seed))
                                .accuracy(0.85)),
                healthy("gan-discriminator", GanTraining::new),
                healthy("autoencoder-sigmoid-images", seed -> {
                    DataSet glyphs = Glyphs.of(800, seed);
                    return Fitting.of(
                                    dense(with(new Adam(0.003), seed), Activation.RELU, sigmoid(144), 144, 48, 16, 48),
                                    new DataSet(glyphs.getFeatures(), glyphs.getFeatures()),
                                    new Pace(32, 1200, seed))
                            .r2(0.25);
                }),
                healthy(
                        "imbalanced-but-learned",
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.01), seed), Activation.RELU, sigmoid(1), 4, 16),
                                        Tables.rare(2000, 0.03, 5, seed),
                                        new Pace(64, 1200, seed))
                                .r2(0.8)),
                healthy(
                        "deep-tanh-plateau",
                        seed -> Fitting.of(
                                        dense(
                                                with(new Adam(0.003), seed).weightInit(Nets.normal(0.28)),
                                                Activation.TANH,
                                                sigmoid(1),
                                                2,
                                                10,
                                                10,
                                                10,
                                                10,
                                                10,
                                                10),
                                        Tables.rings(800, 0.1, seed),
                                        new Pace(64, 2500, seed))
                                .accuracy(0.9)),
                healthy(
                        "xor-plateau",
                        seed -> Fitting.of(
                                        dense(
                                                with(new Nesterovs(0.5, 0.9), seed),
                                                Activation.SIGMOID,
                                                sigmoid(1),
                                                2,
                                                8),
                                        Tables.parity(2),
                                        new Pace(4, 1500, seed))
                                .accuracy(0.99)),
                healthy(
                        "parity-plateau",
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.01), seed), Activation.TANH, sigmoid(1), 5, 32),
                                        Tables.parity(5),
                                        new Pace(32, 1500, seed))
                                .accuracy(0.95)),
                healthy(
                        "batch-of-one",
                        seed -> Fitting.of(
                                        dense(with(new Sgd(0.02), seed), Activation.TANH, softmax(3), 2, 16),
                                        Tables.blobs(3, 600, 0.6, seed),
                                        new Pace(1, 2500, seed))
                                .accuracy(0.85)),
                healthy(
                        "whole-data-batch",
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.02), seed), Activation.TANH, softmax(3), 2, 16),
                                        Tables.blobs(3, 600, 0.6, seed),
                                        new Pace(600, 300, seed))
                                .accuracy(0.85)),
                healthy(
                        "truncated-lstm-masks",
                        seed -> Fitting.of(truncated(seed), Sequences.masked(200, 40, seed), new Pace(20, 250, seed))
                                .accuracy(0.9)),
                healthy(
                        "embedded-sentences",
                        seed -> Fitting.of(
                                        embedded(with(new Adam(0.01), seed)),
                                        Sequences.sentences(800, 12, 4, seed),
                                        new Pace(32, 600, seed))
                                .accuracy(0.9)),
                healthy("several-outputs", TwoHeadedTraining::new),
                healthy(
                        "high-rate-sigmoid",
                        seed -> Fitting.of(
                                        dense(with(new Sgd(2), seed), Activation.SIGMOID, softmax(4), 2, 24),
                                        Tables.blobs(4, 800, 0.6, seed),
                                        new Pace(32, 1000, seed))
                                .accuracy(0.88)),
                healthy(
                        "saturated-hidden-yet-learning",
                        seed -> Fitting.of(
                                        dense(
                                                with(new Adam(0.01), seed).weightInit(Nets.normal(1.5)),
                                                Activation.TANH,
                                                softmax(4),
                                                2,
                                                64),
                                        Tables.blobs(4, 800, 0.5, seed),
                                        new Pace(32, 900, seed))
                                .accuracy(0.9)),
                healthy(
                        "sparse-relu",
                        seed -> Fitting.of(
                                        dense(
                                                with(new Adam(0.001), seed)
                                                        .weightInit(WeightInit.RELU)
                                                        .biasInit(-0.3)
                                                        .dropOut(0.6),
                                                Activation.RELU,
                                                softmax(10),
                                                144,
                                                200),
                                        Glyphs.of(1200, seed),
                                        new Pace(32, 1200, seed))
                                .validatedOn(Glyphs.of(500, seed + 2000))
                                .accuracy(0.85)),
                healthy("hinge", seed -> {
                    DataSet rare = Tables.rare(800, 0.5, 4, seed);
                    return Fitting.of(
                                    dense(
                                            with(new Adam(0.01), seed),
                                            Activation.TANH,
                                            output(LossFunction.HINGE, Activation.IDENTITY, 1),
                                            4,
                                            16),
                                    new DataSet(
                                            rare.getFeatures(),
                                            rare.getLabels().mul(2).subi(1)),
                                    new Pace(32, 600, seed))
                            .accuracy(0.9);
                }));
    }

    /** Cosine from 0.1 to almost 0, begun anew every 300 iterations. */
    private static double warmRestarts(int iteration) {
        return 1e-4 + 0.05 * (1 + Math.cos(Math.PI * (iteration % 300) / 300.0));
    }

    /** Trained before anybody watches. */
    private static MultiLayerNetwork pretrained(int seed) {
        MultiLayerNetwork network = dense(
                with(new Adam(0.003), seed).weightInit(WeightInit.RELU), Activation.RELU, softmax(10), 144, 64, 32);
        Fitting before = Fitting.of(network, Glyphs.of(1000, seed), new Pace(32, PRETRAINED, seed));
        for (int i = 0; i < PRETRAINED; i++) {
            before.train();
        }
        return network;
    }

    private static MultiLayerNetwork fineTuned(MultiLayerNetwork before) {
        return new TransferLearning.Builder(before)
                .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                        .updater(new Adam(0.003))
                        .build())
                .setFeatureExtractor(0)
                .nOutReplace(2, 10, WeightInit.XAVIER)
                .build();
    }

    private static MultiLayerNetwork truncated(int seed) {
        NeuralNetConfiguration.ListBuilder list = with(new Adam(0.02), seed)
                .list()
                .layer(lstm(12))
                .layer(sequence(LossFunction.MCXENT, Activation.SOFTMAX, 2))
                .setInputType(InputType.recurrent(1));
        list.backpropType(BackpropType.TruncatedBPTT);
        return Nets.built(list.tBPTTLength(10));
    }

    private static MultiLayerNetwork behindSigmoids(int seed) {
        return Nets.built(with(new Adam(0.01), seed)
                .list()
                .layer(hidden(Activation.SIGMOID, 48))
                .layer(batchNorm())
                .layer(hidden(Activation.SIGMOID, 48))
                .layer(batchNorm())
                .layer(hidden(Activation.SIGMOID, 48))
                .layer(batchNorm())
                .layer(hidden(Activation.SIGMOID, 48))
                .layer(batchNorm())
                .layer(softmax(10))
                .setInputType(InputType.feedForward(144)));
    }

    private static MultiLayerNetwork embedded(NeuralNetConfiguration.Builder settings) {
        return Nets.of(
                settings,
                new EmbeddingSequenceLayer.Builder()
                        .nIn(Sequences.VOCABULARY)
                        .nOut(12)
                        .build(),
                new GlobalPoolingLayer.Builder(PoolingType.MAX).build(),
                Nets.fed(softmax(4), 12));
    }
}
