package dev.flatline.benchmarks.quality.own;

import static dev.flatline.benchmarks.quality.own.FaultyCases.faulty;
import static dev.flatline.benchmarks.quality.own.Nets.dense;
import static dev.flatline.benchmarks.quality.own.Nets.linear;
import static dev.flatline.benchmarks.quality.own.Nets.softmax;
import static dev.flatline.benchmarks.quality.own.Nets.with;

import dev.flatline.benchmarks.quality.own.Fitting.Pace;
import dev.flatline.benchmarks.quality.training.TrainingCase;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Trainings that go well until something happens, at an iteration that is known. */
final class LateCases {

    private static final int ONSET = 400;

    private LateCases() {}

    static List<TrainingCase> all() {
        return List.of(
                faulty(
                        "rate-jumps",
                        "the schedule raises the rate ten-thousandfold",
                        List.of("learning-rate-too-high"),
                        seed -> Fitting.of(
                                        dense(
                                                with(
                                                                new Adam(Nets.schedule(
                                                                        ONSET + 1, i -> i < ONSET ? 0.003 : 30)),
                                                                seed)
                                                        .weightInit(WeightInit.RELU),
                                                Activation.RELU,
                                                softmax(10),
                                                144,
                                                64,
                                                64),
                                        Glyphs.of(1200, seed),
                                        new Pace(32, 900, seed))
                                .ailingFrom(ONSET)
                                .accuracy(0.7)),
                faulty(
                        "rate-jumps-explodes",
                        "the schedule raises the rate a hundredfold",
                        List.of("learning-rate-too-high", "exploding-gradient"),
                        seed -> Fitting.of(
                                        dense(
                                                with(
                                                        new Sgd(Nets.schedule(ONSET + 1, i -> i < ONSET ? 0.02 : 2)),
                                                        seed),
                                                Activation.RELU,
                                                linear(1),
                                                8,
                                                32,
                                                32),
                                        Tables.linear(800, 8, 0.1, seed),
                                        new Pace(32, 700, seed))
                                .ailingFrom(ONSET)
                                .r2(0.5)),
                faulty(
                        "rate-decays-to-nothing",
                        "the rate is halved at every tenth iteration",
                        List.of("learning-rate-too-low"),
                        seed -> Fitting.of(
                                        dense(
                                                with(
                                                        new Sgd(Nets.schedule(
                                                                1000, i -> 0.05 * Math.pow(0.5, i / 10.0))),
                                                        seed),
                                                Activation.RELU,
                                                softmax(10),
                                                144,
                                                48),
                                        Glyphs.of(1200, seed),
                                        new Pace(32, 1000, seed))
                                .ailingFrom(60)
                                .accuracy(0.7)),
                faulty(
                        "not-a-number-among-inputs",
                        "one missing value becomes NaN",
                        List.of("bad-input"),
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.005), seed), Activation.RELU, softmax(6), 12, 32),
                                        Tables.regions(1200, 12, 6, seed),
                                        new Pace(32, 800, seed))
                                .spoiltFrom(ONSET, LateCases::withMissingFeature)
                                .accuracy(0.7)),
                faulty(
                        "not-a-number-among-labels",
                        "one missing target becomes NaN",
                        List.of("bad-input"),
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.005), seed), Activation.RELU, linear(1), 8, 32),
                                        Tables.linear(800, 8, 0.1, seed),
                                        new Pace(32, 800, seed))
                                .spoiltFrom(ONSET, LateCases::withMissingLabel)
                                .r2(0.5)),
                faulty(
                        "scaling-lost",
                        "from here on the inputs come unscaled",
                        List.of("unscaled-input"),
                        seed -> Fitting.of(
                                        dense(with(new Sgd(0.05), seed), Activation.TANH, softmax(6), 12, 32, 32),
                                        Tables.regions(1200, 12, 6, seed),
                                        new Pace(32, 1000, seed))
                                .spoiltFrom(
                                        ONSET,
                                        batch -> new DataSet(batch.getFeatures().mul(1000), batch.getLabels()))
                                .judgedOn(Tables.scaled(Tables.regions(1200, 12, 6, seed), thousands(12)))
                                .accuracy(0.85)),
                faulty(
                        "labels-become-constant",
                        "from here on every example has the same label",
                        List.of("class-imbalance", "bad-input"),
                        seed -> Fitting.of(
                                        dense(with(new Adam(0.005), seed), Activation.RELU, softmax(6), 12, 32),
                                        Tables.regions(1200, 12, 6, seed),
                                        new Pace(32, 1000, seed))
                                .spoiltFrom(ONSET, LateCases::withOneLabel)
                                .accuracy(0.7)));
    }

    private static DataSet withMissingFeature(DataSet batch) {
        batch.getFeatures().putScalar(0, 0, Double.NaN);
        return batch;
    }

    private static DataSet withMissingLabel(DataSet batch) {
        batch.getLabels().putScalar(0, 0, Double.NaN);
        return batch;
    }

    private static DataSet withOneLabel(DataSet batch) {
        batch.getLabels().assign(0);
        batch.getLabels().getColumn(0).assign(1);
        return batch;
    }

    private static double[] thousands(int count) {
        double[] factors = new double[count];
        Arrays.fill(factors, 1000);
        return factors;
    }
}
