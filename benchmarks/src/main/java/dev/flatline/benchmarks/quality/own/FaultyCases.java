package dev.flatline.benchmarks.quality.own;

import static dev.flatline.benchmarks.quality.own.HealthyCases.glyphNet;
import static dev.flatline.benchmarks.quality.own.Nets.dense;
import static dev.flatline.benchmarks.quality.own.Nets.linear;
import static dev.flatline.benchmarks.quality.own.Nets.lstm;
import static dev.flatline.benchmarks.quality.own.Nets.output;
import static dev.flatline.benchmarks.quality.own.Nets.sequence;
import static dev.flatline.benchmarks.quality.own.Nets.sigmoid;
import static dev.flatline.benchmarks.quality.own.Nets.softmax;
import static dev.flatline.benchmarks.quality.own.Nets.with;

import dev.flatline.benchmarks.quality.own.Fitting.Pace;
import dev.flatline.benchmarks.quality.training.Expectation;
import dev.flatline.benchmarks.quality.training.TrainingCase;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Trainings that cannot learn from the first iteration on. */
final class FaultyCases {

    private static final String MISMATCH = "output-loss-mismatch";
    private static final String VANISHING = "vanishing-gradient";
    private static final String UNSCALED = "unscaled-input";
    private static final String TOO_HIGH = "learning-rate-too-high";
    private static final String TOO_LOW = "learning-rate-too-low";
    private static final String INITIALISATION = "poor-initialisation";

    private FaultyCases() {}

    static List<TrainingCase> all() {
        return List.of(
                faulty(
                        "sigmoid-convolution",
                        "saturating layers and a high rate",
                        List.of(VANISHING, TOO_HIGH),
                        seed -> Fitting.of(
                                        glyphNet(with(new Adam(0.1), seed), Activation.SIGMOID),
                                        Glyphs.of(1200, seed),
                                        new Pace(32, 400, seed))
                                .accuracy(0.7)),
                faulty(
                        "deep-sigmoid",
                        "ten sigmoid layers",
                        List.of(VANISHING),
                        seed -> Fitting.of(
                                        dense(
                                                with(new Adam(0.003), seed),
                                                Activation.SIGMOID,
                                                softmax(4),
                                                2,
                                                12,
                                                12,
                                                12,
                                                12,
                                                12,
                                                12,
                                                12,
                                                12,
                                                12,
                                                12),
                                        Tables.blobs(4, 800, 0.6, seed),
                                        new Pace(32, 1000, seed))
                                .accuracy(0.8)),
                faulty(
                        "deep-sigmoid-sgd",
                        "six sigmoid layers under plain gradient descent",
                        List.of(VANISHING),
                        seed -> Fitting.of(
                                        dense(
                                                with(new Sgd(0.1), seed),
                                                Activation.SIGMOID,
                                                softmax(10),
                                                144,
                                                32,
                                                32,
                                                32,
                                                32,
                                                32,
                                                32),
                                        Glyphs.of(1200, seed),
                                        new Pace(32, 1200, seed))
                                .accuracy(0.7)),
                faulty(
                        "saturated-tanh",
                        "weights of deviation 4 in tanh layers",
                        List.of(INITIALISATION, VANISHING),
                        seed -> Fitting.of(
                                        dense(
                                                with(new Sgd(0.05), seed).weightInit(Nets.normal(4)),
                                                Activation.TANH,
                                                softmax(10),
                                                144,
                                                32,
                                                32,
                                                32),
                                        Glyphs.of(1200, seed),
                                        new Pace(32, 1000, seed))
                                .accuracy(0.7)),
                faulty(
                        "softmax-of-one",
                        "softmax over a single unit is always 1",
                        List.of(MISMATCH),
                        seed -> Fitting.of(
                                        dense(
                                                with(new Adam(0.01), seed),
                                                Activation.RELU,
                                                output(LossFunction.XENT, Activation.SOFTMAX, 1),
                                                2,
                                                16),
                                        Tables.rings(800, 0.15, seed),
                                        new Pace(32, 500, seed))
                                .accuracy(0.9)),
                faulty(
                        "softmax-of-one-squared",
                        "softmax over a single unit is always 1",
                        List.of(MISMATCH),
                        seed -> Fitting.of(
                                        dense(
                                                with(new Adam(0.01), seed),
                                                Activation.RELU,
                                                output(LossFunction.MSE, Activation.SOFTMAX, 1),
                                                5,
                                                16),
                                        Tables.linear(600, 5, 0.1, seed),
                                        new Pace(32, 500, seed))
                                .r2(0.8)),
                faulty(
                        "sigmoid-with-multi-class-loss",
                        "nothing makes a sigmoid's classes compete",
                        List.of(MISMATCH),
                        seed -> Fitting.of(
                                        dense(
                                                with(new Adam(0.01), seed),
                                                Activation.RELU,
                                                output(LossFunction.MCXENT, Activation.SIGMOID, 4),
                                                2,
                                                32),
                                        Tables.blobs(4, 800, 0.6, seed),
                                        new Pace(32, 900, seed))
                                .accuracy(0.8)),
                faulty(
                        "relu-output-signed-targets",
                        "ReLU cannot answer below 0",
                        List.of(MISMATCH, "dead-relu"),
                        seed -> Fitting.of(
                                        dense(
                                                with(new Adam(0.01), seed),
                                                Activation.TANH,
                                                output(LossFunction.MSE, Activation.RELU, 1),
                                                5,
                                                16),
                                        Tables.linear(600, 5, 0.1, seed),
                                        new Pace(32, 700, seed))
                                .r2(0.8)),
                faulty(
                        "tanh-output-large-targets",
                        "tanh cannot answer beyond 1",
                        List.of(MISMATCH),
                        seed -> Fitting.of(
                                        dense(
                                                with(new Adam(0.01), seed),
                                                Activation.RELU,
                                                output(LossFunction.MSE, Activation.TANH, 1),
                                                5,
                                                16),
                                        labelsTimes(Tables.linear(600, 5, 0.1, seed), 20),
                                        new Pace(32, 700, seed))
                                .r2(0.8)),
                faulty(
                        "class-numbers-in-one-sigmoid",
                        "labels 0, 1 and 2 for a unit that answers 0 to 1",
                        List.of(MISMATCH, "bad-input"),
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.01), seed), Activation.RELU, sigmoid(1), 2, 16),
                                        classNumbers(Tables.blobs(3, 600, 0.4, seed)),
                                        new Pace(32, 700, seed))
                                .accuracy(0.8)),
                faulty(
                        "linear-on-spirals",
                        "no non-linearity anywhere",
                        List.of("missing-non-linearity", MISMATCH),
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.01), seed), Activation.IDENTITY, softmax(3), 2, 32, 32),
                                        Tables.spirals(3, 900, seed),
                                        new Pace(32, 1000, seed))
                                .accuracy(0.8)),
                faulty(
                        "unscaled-series-lstm",
                        "series of scales from 0.01 to a million",
                        List.of(UNSCALED),
                        seed -> Fitting.of(
                                        Nets.built(with(new Adam(0.001), seed)
                                                .list()
                                                .layer(new LastTimeStep(lstm(16)))
                                                .layer(linear(1))
                                                .setInputType(InputType.recurrent(3))),
                                        Sequences.series(400, 20, new double[] {1e4, 1e6, 1e-2}, seed),
                                        new Pace(20, 300, seed))
                                .r2(0.8)),
                faulty(
                        "unscaled-sigmoid-table",
                        "features of scales from 1 to 100,000",
                        List.of(UNSCALED),
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.003), seed), Activation.SIGMOID, softmax(4), 6, 24, 24),
                                        Tables.scaled(Tables.regions(900, 6, 4, seed), 1, 10, 300, 2e3, 3e4, 1e5),
                                        new Pace(32, 900, seed))
                                .accuracy(0.8)),
                faulty(
                        "unscaled-relu-table",
                        "features of scales from 1 to 100,000",
                        List.of(UNSCALED),
                        seed -> Fitting.of(
                                        dense(with(new Sgd(0.05), seed), Activation.RELU, softmax(4), 6, 24, 24),
                                        Tables.scaled(Tables.regions(900, 6, 4, seed), 1, 10, 300, 2e3, 3e4, 1e5),
                                        new Pace(32, 900, seed))
                                .accuracy(0.8)),
                faulty(
                        "unscaled-pixels-tanh",
                        "pixels from 0 to 255 into tanh",
                        List.of(UNSCALED),
                        seed -> Fitting.of(
                                        dense(with(new Sgd(0.05), seed), Activation.TANH, softmax(10), 144, 48, 48),
                                        pixels(Glyphs.of(1200, seed)),
                                        new Pace(32, 900, seed))
                                .accuracy(0.7)),
                faulty(
                        "token-numbers-as-values",
                        "token numbers without embedding",
                        List.of(UNSCALED),
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.01), seed), Activation.SIGMOID, softmax(4), 12, 32, 32),
                                        Sequences.sentences(800, 12, 4, seed),
                                        new Pace(32, 700, seed))
                                .accuracy(0.8)),
                faulty(
                        "adam-rate-1",
                        "Adam with a rate of 1",
                        List.of(TOO_HIGH),
                        seed -> Fitting.of(
                                        dense(with(new Adam(1), seed), Activation.RELU, softmax(10), 144, 64, 64),
                                        Glyphs.of(1200, seed),
                                        new Pace(32, 800, seed))
                                .accuracy(0.7)),
                faulty(
                        "gradient-descent-explodes",
                        "squared error with a rate that every step overshoots",
                        List.of(TOO_HIGH, "exploding-gradient"),
                        seed -> Fitting.of(
                                        dense(with(new Sgd(1.5), seed), Activation.RELU, linear(1), 8, 32, 32),
                                        labelsTimes(Tables.linear(600, 8, 0.1, seed), 10),
                                        new Pace(32, 300, seed))
                                .r2(0.5)),
                faulty(
                        "slow-divergence",
                        "a rate just above what the curvature allows",
                        List.of(TOO_HIGH, "exploding-gradient"),
                        seed -> Fitting.of(
                                        Nets.of(with(new Sgd(0.9), seed), Nets.fed(linear(1), 5)),
                                        Tables.linear(600, 5, 0.1, seed),
                                        new Pace(32, 400, seed))
                                .r2(0.5)),
                faulty(
                        "oscillating-momentum",
                        "momentum with a rate at which the loss swings",
                        List.of(TOO_HIGH),
                        seed -> Fitting.of(
                                        dense(
                                                with(new Nesterovs(1.5, 0.95), seed),
                                                Activation.TANH,
                                                softmax(6),
                                                12,
                                                32,
                                                32),
                                        Tables.regions(900, 12, 6, seed),
                                        new Pace(16, 900, seed))
                                .accuracy(0.7)),
                faulty(
                        "rate-of-a-millionth",
                        "plain gradient descent with a rate of 1e-6",
                        List.of(TOO_LOW),
                        seed -> Fitting.of(
                                        dense(with(new Sgd(1e-6), seed), Activation.RELU, softmax(10), 144, 48),
                                        Glyphs.of(1200, seed),
                                        new Pace(32, 900, seed))
                                .accuracy(0.6)),
                faulty(
                        "adam-rate-too-low",
                        "Adam with a rate of 1e-7",
                        List.of(TOO_LOW),
                        seed -> Fitting.of(
                                        dense(with(new Adam(1e-7), seed), Activation.RELU, linear(1), 8, 32),
                                        Tables.linear(800, 8, 0.1, seed),
                                        new Pace(32, 900, seed))
                                .r2(0.5)),
                faulty(
                        "zero-weights",
                        "all weights 0",
                        List.of(INITIALISATION),
                        seed -> Fitting.of(
                                        dense(
                                                with(new Adam(0.003), seed).weightInit(WeightInit.ZERO),
                                                Activation.RELU,
                                                softmax(10),
                                                144,
                                                48,
                                                48),
                                        Glyphs.of(1200, seed),
                                        new Pace(32, 600, seed))
                                .accuracy(0.7)),
                faulty(
                        "equal-weights",
                        "all weights 1",
                        List.of(INITIALISATION),
                        seed -> Fitting.of(
                                        dense(
                                                with(new Sgd(0.01), seed).weightInit(WeightInit.ONES),
                                                Activation.TANH,
                                                softmax(10),
                                                144,
                                                48,
                                                48),
                                        Glyphs.of(1200, seed),
                                        new Pace(32, 700, seed))
                                .accuracy(0.7)),
                faulty(
                        "tiny-weights",
                        "weights of deviation 0.0001 in five layers",
                        List.of(INITIALISATION, VANISHING),
                        seed -> Fitting.of(
                                        dense(
                                                with(new Sgd(0.05), seed).weightInit(Nets.normal(1e-4)),
                                                Activation.TANH,
                                                softmax(10),
                                                144,
                                                32,
                                                32,
                                                32,
                                                32),
                                        Glyphs.of(1200, seed),
                                        new Pace(32, 900, seed))
                                .accuracy(0.7)),
                faulty(
                        "born-dead",
                        "biases of −20 keep every ReLU shut",
                        List.of("dead-relu", INITIALISATION),
                        seed -> Fitting.of(
                                        dense(
                                                with(new Adam(0.001), seed).biasInit(-20),
                                                Activation.RELU,
                                                softmax(10),
                                                144,
                                                48),
                                        Glyphs.of(1200, seed),
                                        new Pace(32, 600, seed))
                                .accuracy(0.7)),
                faulty(
                        "narrow-deep-relu",
                        "twenty ReLU layers of three units",
                        List.of("dead-relu", VANISHING),
                        seed -> Fitting.of(
                                        dense(
                                                with(new Adam(0.01), seed).weightInit(WeightInit.RELU),
                                                Activation.RELU,
                                                sigmoid(1),
                                                2,
                                                3,
                                                3,
                                                3,
                                                3,
                                                3,
                                                3,
                                                3,
                                                3,
                                                3,
                                                3,
                                                3,
                                                3,
                                                3,
                                                3,
                                                3,
                                                3,
                                                3,
                                                3,
                                                3,
                                                3),
                                        Tables.rings(800, 0.15, seed),
                                        new Pace(32, 900, seed))
                                .accuracy(0.85)),
                faulty(
                        "exploding-recurrence",
                        "recurrent weights far above 1, unclipped",
                        List.of("exploding-gradient", INITIALISATION, TOO_HIGH),
                        seed -> Fitting.of(
                                        Nets.built(with(new Sgd(0.05), seed)
                                                .list()
                                                .layer(new SimpleRnn.Builder()
                                                        .nOut(16)
                                                        .activation(Activation.IDENTITY)
                                                        .weightInitRecurrent(Nets.normal(0.5))
                                                        .build())
                                                .layer(sequence(LossFunction.MSE, Activation.IDENTITY, 1))
                                                .setInputType(InputType.recurrent(1))),
                                        Sequences.waves(200, 40, seed),
                                        new Pace(20, 200, seed))
                                .r2(0.8)),
                faulty(
                        "over-regularised",
                        "weight penalty a thousand times too strong",
                        List.of("over-regularisation"),
                        seed -> Fitting.of(
                                        dense(with(new Sgd(0.05), seed).l2(2), Activation.RELU, softmax(10), 144, 48),
                                        Glyphs.of(1200, seed),
                                        new Pace(32, 900, seed))
                                .accuracy(0.7)),
                faulty(
                        "rare-class-ignored",
                        "one example in a hundred is of the other class",
                        List.of("class-imbalance"),
                        seed -> Fitting.of(
                                        dense(with(new Sgd(0.02), seed), Activation.TANH, sigmoid(1), 4, 16),
                                        Tables.rare(3000, 0.01, 2.5, seed),
                                        new Pace(64, 1000, seed))
                                .r2(0.3)),
                faulty(
                        "labels-unrelated",
                        "labels have nothing to do with the inputs",
                        List.of(),
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.001), seed), Activation.RELU, softmax(4), 6, 16),
                                        Tables.unrelated(Tables.regions(4000, 6, 4, seed), seed),
                                        new Pace(64, 900, seed))
                                .accuracy(0.6)),
                faulty(
                        "one-input-for-all",
                        "every feature is constant",
                        List.of("bad-input"),
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.01), seed), Activation.RELU, softmax(4), 6, 16),
                                        Tables.scaled(Tables.regions(900, 6, 4, seed), 0, 0, 0, 0, 0, 0),
                                        new Pace(32, 500, seed))
                                .accuracy(0.6)),
                faulty(
                        "overfitting",
                        "forty noisy examples for twelve thousand weights",
                        List.of("overfitting", "insufficient-data"),
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.005), seed), Activation.RELU, softmax(10), 144, 80),
                                        Glyphs.of(40, seed),
                                        new Pace(20, 900, seed))
                                .judgedOn(Glyphs.of(1000, seed + 1000))
                                .validatedOn(Glyphs.of(500, seed + 2000))
                                .accuracy(0.7)));
    }

    static TrainingCase faulty(String id, String why, List<String> causes, TrainingCase.Beginning beginning) {
        return new TrainingCase("bad-" + id, Expectation.faulty(why, causes.toArray(new String[0])), beginning);
    }

    private static DataSet labelsTimes(DataSet data, double factor) {
        return new DataSet(data.getFeatures(), data.getLabels().mul(factor));
    }

    private static DataSet pixels(DataSet glyphs) {
        return new DataSet(glyphs.getFeatures().mul(255), glyphs.getLabels());
    }

    private static DataSet classNumbers(DataSet data) {
        return new DataSet(
                data.getFeatures(),
                data.getLabels()
                        .argMax(1)
                        .castTo(org.nd4j.linalg.api.buffer.DataType.FLOAT)
                        .reshape(-1, 1));
    }
}
