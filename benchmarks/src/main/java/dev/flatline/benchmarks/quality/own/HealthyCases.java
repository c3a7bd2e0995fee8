package dev.flatline.benchmarks.quality.own;

import static dev.flatline.benchmarks.quality.own.Nets.batchNorm;
import static dev.flatline.benchmarks.quality.own.Nets.convolution;
import static dev.flatline.benchmarks.quality.own.Nets.dense;
import static dev.flatline.benchmarks.quality.own.Nets.hidden;
import static dev.flatline.benchmarks.quality.own.Nets.linear;
import static dev.flatline.benchmarks.quality.own.Nets.lstm;
import static dev.flatline.benchmarks.quality.own.Nets.maxPool;
import static dev.flatline.benchmarks.quality.own.Nets.output;
import static dev.flatline.benchmarks.quality.own.Nets.sequence;
import static dev.flatline.benchmarks.quality.own.Nets.sigmoid;
import static dev.flatline.benchmarks.quality.own.Nets.softmax;
import static dev.flatline.benchmarks.quality.own.Nets.with;

import dev.flatline.benchmarks.quality.own.Fitting.Pace;
import dev.flatline.benchmarks.quality.training.Expectation;
import dev.flatline.benchmarks.quality.training.Goodness;
import dev.flatline.benchmarks.quality.training.TrainingCase;
import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Ordinary trainings that learn. */
final class HealthyCases {

    private HealthyCases() {}

    static List<TrainingCase> all() {
        return List.of(
                healthy(
                        "blobs-relu",
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.01), seed), Activation.RELU, softmax(4), 2, 32),
                                        Tables.blobs(4, 800, 0.7, seed),
                                        new Pace(32, 600, seed))
                                .validatedOn(Tables.blobs(4, 400, 0.7, seed + 2000))
                                .accuracy(0.85)),
                healthy(
                        "spirals-relu",
                        seed -> Fitting.of(
                                        dense(
                                                with(new Adam(0.005), seed).weightInit(WeightInit.RELU),
                                                Activation.RELU,
                                                softmax(3),
                                                2,
                                                64,
                                                64),
                                        Tables.spirals(3, 900, seed),
                                        new Pace(64, 1500, seed))
                                .validatedOn(Tables.spirals(3, 400, seed + 2000))
                                .accuracy(0.9)),
                healthy(
                        "rings-sigmoid",
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.02), seed), Activation.SIGMOID, sigmoid(1), 2, 16, 16),
                                        Tables.rings(1000, 0.15, seed),
                                        new Pace(64, 1000, seed))
                                .accuracy(0.9)),
                healthy(
                        "rings-tanh-momentum",
                        seed -> Fitting.of(
                                        dense(
                                                with(new Nesterovs(0.05, 0.9), seed),
                                                Activation.TANH,
                                                sigmoid(1),
                                                2,
                                                16,
                                                16),
                                        Tables.rings(1000, 0.15, seed),
                                        new Pace(32, 800, seed))
                                .accuracy(0.9)),
                healthy(
                        "regions-rmsprop",
                        seed -> Fitting.of(
                                        dense(with(new RmsProp(0.003), seed), Activation.ELU, softmax(6), 12, 48),
                                        Tables.regions(1200, 12, 6, seed),
                                        new Pace(40, 900, seed))
                                .accuracy(0.85)),
                healthy(
                        "regions-adagrad",
                        seed -> Fitting.of(
                                        dense(with(new AdaGrad(0.05), seed), Activation.LEAKYRELU, softmax(6), 12, 48),
                                        Tables.regions(1200, 12, 6, seed),
                                        new Pace(40, 900, seed))
                                .accuracy(0.85)),
                healthy(
                        "regions-leakyrelu-dropout",
                        seed -> Fitting.of(
                                        dense(
                                                with(new Adam(0.003), seed).dropOut(0.7),
                                                Activation.LEAKYRELU,
                                                softmax(5),
                                                20,
                                                64,
                                                64),
                                        Tables.regions(1500, 20, 5, seed),
                                        new Pace(32, 1200, seed))
                                .accuracy(0.8)),
                healthy(
                        "regions-weight-decay",
                        seed -> Fitting.of(
                                        dense(with(new Sgd(0.1), seed).l2(1e-3), Activation.RELU, softmax(5), 20, 64),
                                        Tables.regions(1500, 20, 5, seed),
                                        new Pace(32, 1200, seed))
                                .accuracy(0.85)),
                healthy(
                        "regions-clipped",
                        seed -> Fitting.of(
                                        dense(
                                                with(new Sgd(0.2), seed)
                                                        .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                                                        .gradientNormalizationThreshold(0.5),
                                                Activation.TANH,
                                                softmax(5),
                                                20,
                                                64),
                                        Tables.regions(1500, 20, 5, seed),
                                        new Pace(32, 1000, seed))
                                .accuracy(0.85)),
                healthy(
                        "noisy-labels",
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.005), seed), Activation.RELU, softmax(3), 2, 32),
                                        Tables.blobs(3, 1500, 1.6, seed),
                                        new Pace(32, 900, seed))
                                .validatedOn(Tables.blobs(3, 500, 1.6, seed + 2000))
                                .accuracy(0.7)),
                healthy(
                        "sine-tanh",
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.01), seed), Activation.TANH, linear(1), 1, 24, 24),
                                        Tables.sine(600, 0.05, seed),
                                        new Pace(32, 1500, seed))
                                .validatedOn(Tables.sine(300, 0.05, seed + 2000))
                                .r2(0.9)),
                healthy(
                        "linear-noisy",
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.01), seed), Activation.RELU, linear(1), 8, 24),
                                        Tables.linear(1500, 8, 1, seed),
                                        new Pace(32, 900, seed))
                                .r2(0.35)),
                healthy(
                        "linear-absolute-error",
                        seed -> Fitting.of(
                                        dense(
                                                with(new Adam(0.01), seed),
                                                Activation.RELU,
                                                output(LossFunction.MEAN_ABSOLUTE_ERROR, Activation.IDENTITY, 1),
                                                8,
                                                24),
                                        Tables.linear(1000, 8, 0.2, seed),
                                        new Pace(32, 900, seed))
                                .r2(0.8)),
                healthy(
                        "counts-poisson",
                        seed -> Fitting.of(
                                        dense(
                                                with(new Adam(0.005), seed),
                                                Activation.TANH,
                                                output(LossFunction.POISSON, Activation.SOFTPLUS, 1),
                                                3,
                                                16),
                                        Tables.counts(1000, seed),
                                        new Pace(32, 900, seed))
                                .r2(0.3)),
                healthy(
                        "multi-label",
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.01), seed), Activation.RELU, sigmoid(6), 10, 48),
                                        Tables.multiLabel(1200, 10, 6, seed),
                                        new Pace(32, 900, seed))
                                .measured("unit accuracy", Goodness::unitAccuracy, 0.92)),
                healthy(
                        "autoencoder",
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.005), seed), Activation.TANH, linear(16), 16, 12, 3, 12),
                                        Tables.surface(1200, 16, 3, seed),
                                        new Pace(32, 1500, seed))
                                .r2(0.7)),
                healthy(
                        "glyphs-dense",
                        seed -> Fitting.of(
                                        dense(
                                                with(new Adam(0.003), seed).weightInit(WeightInit.RELU),
                                                Activation.RELU,
                                                softmax(10),
                                                144,
                                                64),
                                        Glyphs.of(1500, seed),
                                        new Pace(32, 1200, seed))
                                .validatedOn(Glyphs.of(500, seed + 2000))
                                .accuracy(0.9)),
                healthy(
                        "glyphs-convolution",
                        seed -> Fitting.of(
                                        glyphNet(
                                                with(new Adam(0.005), seed).weightInit(WeightInit.RELU),
                                                Activation.RELU),
                                        Glyphs.of(1200, seed),
                                        new Pace(32, 500, seed))
                                .validatedOn(Glyphs.of(500, seed + 2000))
                                .accuracy(0.85)),
                healthy(
                        "glyphs-batch-norm",
                        seed -> Fitting.of(
                                        Nets.built(with(new Adam(0.005), seed)
                                                .list()
                                                .layer(convolution(Activation.IDENTITY, 8))
                                                .layer(batchNorm())
                                                .layer(hidden(Activation.RELU, 32))
                                                .layer(softmax(10))
                                                .setInputType(
                                                        InputType.convolutionalFlat(Glyphs.SIDE, Glyphs.SIDE, 1))),
                                        Glyphs.of(1200, seed),
                                        new Pace(32, 500, seed))
                                .validatedOn(Glyphs.of(500, seed + 2000))
                                .accuracy(0.85)),
                healthy(
                        "waves-lstm",
                        seed -> Fitting.of(
                                        Nets.built(with(new Adam(0.01), seed)
                                                .list()
                                                .layer(lstm(16))
                                                .layer(sequence(LossFunction.MSE, Activation.IDENTITY, 1))
                                                .setInputType(InputType.recurrent(1))),
                                        Sequences.waves(200, 30, seed),
                                        new Pace(20, 400, seed))
                                .validatedOn(Sequences.waves(60, 30, seed + 2000))
                                .r2(0.9)),
                healthy(
                        "series-lstm-standardised",
                        seed -> Fitting.of(
                                        Nets.built(with(new Adam(0.01), seed)
                                                .list()
                                                .layer(new LastTimeStep(lstm(16)))
                                                .layer(linear(1))
                                                .setInputType(InputType.recurrent(3))),
                                        Sequences.standardised(
                                                Sequences.series(400, 20, new double[] {1e4, 1e6, 1e-2}, seed)),
                                        new Pace(20, 400, seed))
                                .r2(0.8)));
    }

    static MultiLayerNetwork glyphNet(NeuralNetConfiguration.Builder settings, Activation activation) {
        return Nets.built(settings.list()
                .layer(convolution(activation, 8))
                .layer(maxPool())
                .layer(convolution(activation, 16))
                .layer(softmax(10))
                .setInputType(InputType.convolutionalFlat(Glyphs.SIDE, Glyphs.SIDE, 1)));
    }

    static TrainingCase healthy(String id, TrainingCase.Beginning beginning) {
        return new TrainingCase("ok-" + id, Expectation.healthy(), beginning);
    }
}
