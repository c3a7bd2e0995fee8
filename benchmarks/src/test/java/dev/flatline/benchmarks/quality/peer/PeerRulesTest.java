package dev.flatline.benchmarks.quality.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.events.v1.ActivationStep;
import dev.flatline.events.v1.Evaluation;
import dev.flatline.events.v1.InputStep;
import dev.flatline.events.v1.LabelStep;
import dev.flatline.events.v1.Layer;
import dev.flatline.events.v1.LayerStep;
import dev.flatline.events.v1.Model;
import dev.flatline.events.v1.OutputStep;
import dev.flatline.events.v1.ParameterStep;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.events.v1.TensorSummary;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of others is silent on a training that looks well, and fires on one with what it looks for. */
class PeerRulesTest {

    private static final int STEPS = 200;
    private static final int PER_EPOCH = 10;

    /** What is changed in a step for a rule to fire. */
    private static final Map<String, UnaryOperator<Crafted>> FAULTS = Map.ofEntries(
            Map.entry("SageMaker Debugger VanishingGradient", step -> step.gradient(1e-9)),
            Map.entry("SageMaker Debugger ExplodingTensor", step -> step.score(Double.NaN)),
            Map.entry("SageMaker Debugger DeadRelu", step -> step.dead(0.6)),
            Map.entry("SageMaker Debugger WeightUpdateRatio", step -> step.update(50)),
            Map.entry("SageMaker Debugger PoorWeightInitialization", step -> step.firstWeight(0.01)),
            Map.entry("SageMaker Debugger AllZero (gradients)", step -> step.zeros(1)),
            Map.entry("SageMaker Debugger UnchangedTensor (weights)", step -> step.update(1e-12)),
            Map.entry("SageMaker Debugger LossNotDecreasing", step -> step.score(1)),
            Map.entry("SageMaker Debugger ClassImbalance (labels)", step -> step.rareLabels(1)),
            Map.entry("SageMaker Debugger CheckInputImages", step -> step.inputMean(0.5)),
            Map.entry("SageMaker Debugger Overfit", step -> step.validationLoss(2)),
            Map.entry("AutoTrainer explode (loss)", step -> step.score(2e3)),
            Map.entry("AutoTrainer vanish", step -> step.firstGradient(1e-7)),
            Map.entry("AutoTrainer explode (gradient)", step -> step.firstGradient(1)),
            Map.entry("AutoTrainer dying ReLU", step -> step.zeros(0.8)),
            Map.entry("DeepDiagnosis numerical error", step -> step.score(Double.POSITIVE_INFINITY)),
            Map.entry("DeepDiagnosis dead node", step -> step.silent(0.8)),
            Map.entry("DeepDiagnosis saturated activation", step -> step.saturated(0.6)),
            Map.entry("DeepDiagnosis vanishing gradient", step -> step.gradient(1e-9)),
            Map.entry("DeepDiagnosis unchanged weight", step -> step.weight(0.1)),
            Map.entry("DeepDiagnosis loss not decreasing", step -> step.score(1)),
            Map.entry("DeepDiagnosis learning rate", step -> step.gradient(50)),
            Map.entry("DeepDiagnosis weight variance", step -> step.weight(10)),
            Map.entry("DeepDiagnosis input outside [-1, 1]", step -> step.largestInput(2)),
            Map.entry("TheDeepChecker initial loss", step -> step.score(10)),
            Map.entry("TheDeepChecker label balance", step -> step.rareLabels(1)),
            Map.entry("TheDeepChecker unscaled features", step -> step.largestInput(2)),
            Map.entry("TheDeepChecker dead activation", step -> step.dead(0.6)),
            Map.entry("TheDeepChecker activation spread", step -> step.spread(0.1)),
            Map.entry("TheDeepChecker constant output", step -> step.outputVariance(0)),
            Map.entry("TheDeepChecker dead weights", step -> step.zeroWeights(1)),
            Map.entry("TheDeepChecker diverging weights", step -> step.weight(1e9)),
            Map.entry("TheDeepChecker vanishing gradient", step -> step.gradient(1e-8)),
            Map.entry("TheDeepChecker exploding gradient", step -> step.gradient(1e7)),
            Map.entry("TheDeepChecker update too fast", step -> step.update(0.2)),
            Map.entry("TheDeepChecker update too slow", step -> step.update(1e-7)),
            Map.entry("TheDeepChecker loss stagnates", step -> step.score(1)),
            Map.entry("TheDeepChecker loss diverges", step -> step.score(Math.exp(0.1 * step.iteration))));

    static List<PeerRule> rules() {
        return PeerRule.all();
    }

    @Test
    void everyRuleHasItsFaultHere() {
        assertThat(rules()).extracting(PeerRulesTest::title).containsExactlyInAnyOrderElementsOf(FAULTS.keySet());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isSilentOnATrainingThatLooksWell(PeerRule rule) {
        assertThat(firesOn(rule, UnaryOperator.identity())).isFalse();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void firesOnWhatItLooksFor(PeerRule rule) {
        assertThat(firesOn(rule, FAULTS.getOrDefault(title(rule), UnaryOperator.identity())))
                .isTrue();
    }

    private static String title(PeerRule rule) {
        return rule.tool() + " " + rule.name();
    }

    private static boolean firesOn(PeerRule rule, UnaryOperator<Crafted> fault) {
        Predicate<Telemetry> watching = rule.begin().apply(new PeerRule.Run(MODEL, STEPS));
        boolean fired = false;
        for (int i = 0; i < STEPS; i++) {
            Crafted crafted = fault.apply(new Crafted(i));
            fired |=
                    watching.test(Telemetry.newBuilder().setStep(crafted.step()).build());
            fired |= i % PER_EPOCH == PER_EPOCH - 1
                    && watching.test(Telemetry.newBuilder()
                            .setEvaluation(crafted.evaluation())
                            .build());
        }
        return fired;
    }

    private static final Model MODEL = Model.newBuilder()
            .addLayers(Layer.newBuilder().setType("ConvolutionLayer").setActivation("relu"))
            .addLayers(Layer.newBuilder().setType("DenseLayer").setActivation("sigmoid"))
            .build();

    /** One step of a training on paper that looks well, two layers with one tensor of 100 weights each. */
    private static final class Crafted {

        private static final int SIZE = 100;

        private final int iteration;
        private double score;
        private double gradient = 0.03;
        private double firstGradient = 0.03;
        private double firstWeight = 0.7;
        private double weight;
        private double update = 7e-4;
        private double zeros;
        private double zeroWeights;
        private double dead;
        private double silent = 0.5;
        private double saturated;
        private double spread = 1;
        private double outputVariance = 0.1;
        private double inputMean;
        private double largestInput = 1;
        private long rare = 250;
        private double validationLoss;

        Crafted(int iteration) {
            this.iteration = iteration;
            score = 0.8 * Math.pow(0.99, iteration);
            validationLoss = score;
            weight = 0.7 + 1e-4 * iteration;
        }

        Crafted score(double newer) {
            score = newer;
            return this;
        }

        Crafted gradient(double newer) {
            gradient = newer;
            firstGradient = newer;
            return this;
        }

        Crafted firstGradient(double newer) {
            firstGradient = newer;
            gradient = newer < 0.03 ? 0.03 : 0.01;
            return this;
        }

        Crafted firstWeight(double newer) {
            firstWeight = newer;
            return this;
        }

        Crafted weight(double newer) {
            weight = newer;
            firstWeight = newer;
            return this;
        }

        Crafted update(double newer) {
            update = newer;
            return this;
        }

        Crafted zeros(double newer) {
            zeros = newer;
            return this;
        }

        Crafted zeroWeights(double newer) {
            zeroWeights = newer;
            return this;
        }

        Crafted dead(double newer) {
            dead = newer;
            return this;
        }

        Crafted silent(double newer) {
            silent = newer;
            return this;
        }

        Crafted saturated(double newer) {
            saturated = newer;
            return this;
        }

        Crafted spread(double newer) {
            spread = newer;
            return this;
        }

        Crafted outputVariance(double newer) {
            outputVariance = newer;
            return this;
        }

        Crafted inputMean(double newer) {
            inputMean = newer;
            return this;
        }

        Crafted largestInput(double newer) {
            largestInput = newer;
            return this;
        }

        Crafted rareLabels(long newer) {
            rare = newer;
            return this;
        }

        Crafted validationLoss(double newer) {
            validationLoss = newer;
            return this;
        }

        Evaluation evaluation() {
            return Evaluation.newBuilder()
                    .setIteration(iteration)
                    .putMetrics("loss", validationLoss)
                    .build();
        }

        Step step() {
            return Step.newBuilder()
                    .setIteration(iteration)
                    .setEpoch(iteration / PER_EPOCH)
                    .setScore(score)
                    .setBatchSize(500)
                    .addLayers(layer(0, firstGradient, iteration == 0 ? firstWeight : weight))
                    .addLayers(layer(1, gradient, weight))
                    .addOutputs(OutputStep.newBuilder()
                            .setRows(500)
                            .setTotalVariance(outputVariance)
                            .setLabels(LabelStep.newBuilder()
                                    .addClassCounts(500 - rare)
                                    .addClassCounts(rare)))
                    .addInputs(InputStep.newBuilder()
                            .setMean((float) inputMean)
                            .setStddev(0.5f)
                            .setMin((float) -largestInput)
                            .setMax((float) largestInput))
                    .build();
        }

        private LayerStep layer(int position, double ofGradient, double ofWeight) {
            return LayerStep.newBuilder()
                    .setLayer(position)
                    .setLearningRate(0.01)
                    .addParameters(ParameterStep.newBuilder()
                            .setName("W")
                            .setGradient(tensor(ofGradient, zeros))
                            .setUpdate(tensor(update, 0))
                            .setValue(tensor(ofWeight, zeroWeights)))
                    .setActivation(ActivationStep.newBuilder()
                            .setStddev((float) spread)
                            .setDeadShare((float) dead)
                            .setZeroShare((float) silent)
                            .setSaturatedShare((float) saturated))
                    .build();
        }

        private static TensorSummary tensor(double rms, double zeroShare) {
            return TensorSummary.newBuilder()
                    .setSize(SIZE)
                    .setL2((float) (rms * Math.sqrt(SIZE)))
                    .setStddev((float) rms)
                    .setMaxAbs((float) (3 * rms))
                    .setZeroShare((float) zeroShare)
                    .build();
        }
    }
}
