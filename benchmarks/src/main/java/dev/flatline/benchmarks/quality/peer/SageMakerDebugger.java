package dev.flatline.benchmarks.quality.peer;

import dev.flatline.events.v1.Model;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.events.v1.TensorSummary;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Built-in rules of Amazon SageMaker Debugger, from their documentation (its code is closed), at every step instead of
 * at one of 500.
 *
 * <p>Left out, because telemetry does not carry what they ask for: SaturatedActivation (inputs of activation functions
 * beyond 9.5 or 17), the gradient percentiles of PoorWeightInitialization, mispredictions by class of ClassImbalance; and
 * TensorVariance, which has no default, Overtraining, StalledTraining.
 */
final class SageMakerDebugger {

    private static final String TOOL = "SageMaker Debugger";
    private static final double VANISHED = 1e-7;
    private static final double DEAD_LAYER = 0.5;
    private static final double MOST_UPDATE = 10;
    private static final double LEAST_UPDATE = 1e-8;
    private static final double EPSILON = 1e-9;
    private static final double VARIANCE_RATIO = 10;
    private static final int FIRST_STEPS = 10;
    private static final int UNCHANGED_STEPS = 3;
    private static final int LOSS_STEPS = 10;
    private static final double LOSS_DECREASE = 0.001;
    private static final double IMBALANCE = 10;
    private static final double IMAGE_MEAN = 0.2;
    private static final int SAMPLES = 500;
    private static final double OVERFIT = 0.1;

    private SageMakerDebugger() {}

    static List<PeerRule> rules() {
        return List.of(
                PeerRule.onSteps(TOOL, "VanishingGradient", run -> SageMakerDebugger::gradientVanished),
                PeerRule.onSteps(TOOL, "ExplodingTensor", run -> Tensors::anyNonFinite),
                PeerRule.onSteps(TOOL, "DeadRelu", run -> SageMakerDebugger::reluIsDead),
                PeerRule.onSteps(TOOL, "WeightUpdateRatio", run -> SageMakerDebugger::updateIsOutside),
                PeerRule.onSteps(TOOL, "PoorWeightInitialization", run -> SageMakerDebugger::weightsDiffer),
                PeerRule.onSteps(TOOL, "AllZero (gradients)", run -> SageMakerDebugger::gradientIsZero),
                PeerRule.onSteps(
                        TOOL,
                        "UnchangedTensor (weights)",
                        run -> PeerRule.inARow(UNCHANGED_STEPS, SageMakerDebugger::weightsUnchanged)),
                PeerRule.onSteps(TOOL, "LossNotDecreasing", run -> lossNotDecreasing()),
                PeerRule.onSteps(TOOL, "ClassImbalance (labels)", run -> classImbalance()),
                PeerRule.onSteps(TOOL, "CheckInputImages", SageMakerDebugger::checkInputImages),
                new PeerRule(TOOL, "Overfit", run -> overfit()));
    }

    /** Mean magnitude of a gradient below 1e-7. */
    private static boolean gradientVanished(Step step) {
        return Tensors.gradients(step).stream().anyMatch(gradient -> Tensors.rms(gradient) < VANISHED);
    }

    /** Over half of a layer's units dead; here: silent for 500 examples, there: active for less than 1 %. */
    private static boolean reluIsDead(Step step) {
        return step.getLayersList().stream()
                .anyMatch(layer -> layer.getActivation().getDeadShare() > DEAD_LAYER);
    }

    /** Update to weight outside 1e-8..10. */
    private static boolean updateIsOutside(Step step) {
        return Tensors.weights(step).stream().anyMatch(weight -> {
            double ratio = weight.getUpdate().getL2() / (weight.getValue().getL2() + EPSILON);
            return ratio > MOST_UPDATE || ratio < LEAST_UPDATE;
        });
    }

    /** Variances of the weights of two layers more than a factor of 10 apart in the first 10 steps. */
    private static boolean weightsDiffer(Step step) {
        double[] variances = Tensors.weights(step).stream()
                .mapToDouble(weight -> Tensors.variance(weight.getValue()))
                .sorted()
                .toArray();
        return step.getIteration() < FIRST_STEPS
                && variances.length > 1
                && variances[variances.length - 1] > VARIANCE_RATIO * variances[0];
    }

    private static boolean gradientIsZero(Step step) {
        return Tensors.gradients(step).stream().anyMatch(gradient -> gradient.getZeroShare() >= 1);
    }

    /** numpy.allclose with rtol 1e-5 and atol 1e-8, by the largest change and the typical weight. */
    private static boolean weightsUnchanged(Step step) {
        return Tensors.weights(step).stream().anyMatch(weight -> {
            TensorSummary value = weight.getValue();
            return weight.hasUpdate() && weight.getUpdate().getMaxAbs() <= 1e-8 + 1e-5 * Tensors.rms(value);
        });
    }

    /** Every 10 steps: less than 0.1 % below the loss of 10 steps before. */
    private static Predicate<Step> lossNotDecreasing() {
        double[] before = {Double.NaN};
        return PeerRule.every(LOSS_STEPS, step -> {
            double earlier = before[0];
            before[0] = step.getScore();
            return earlier - step.getScore() < LOSS_DECREASE * Math.abs(earlier);
        });
    }

    /** After 500 labels: largest class over 10 times the smallest. */
    private static Predicate<Step> classImbalance() {
        Deque<long[]> counts = new ArrayDeque<>();
        return step -> {
            if (step.getOutputsCount() == 0 || step.getOutputs(0).getLabels().getClassCountsCount() < 2) {
                return false;
            }
            long[] newer = step.getOutputs(0).getLabels().getClassCountsList().stream()
                    .mapToLong(Long::longValue)
                    .toArray();
            long[] sums = counts.isEmpty() ? new long[newer.length] : counts.pop();
            long all = 0;
            long most = 0;
            long least = Long.MAX_VALUE;
            for (int i = 0; i < sums.length; i++) {
                sums[i] += i < newer.length ? newer[i] : 0;
                all += sums[i];
                most = Math.max(most, sums[i]);
                least = Math.min(least, sums[i]);
            }
            counts.push(sums);
            return all >= SAMPLES && most > IMBALANCE * least;
        };
    }

    /** Images whose mean is more than 0.2 from 0, after 500 of them. */
    private static Predicate<Step> checkInputImages(PeerRule.Run run) {
        if (!hasConvolution(run.model())) {
            return step -> false;
        }
        double[] sums = new double[2];
        return step -> {
            if (step.getInputsCount() == 0) {
                return false;
            }
            sums[0] += step.getInputs(0).getMean() * step.getBatchSize();
            sums[1] += step.getBatchSize();
            return sums[1] >= SAMPLES && Math.abs(sums[0] / sums[1]) > IMAGE_MEAN;
        };
    }

    /** Validation loss over 10 % above the mean training loss since the last validation. */
    private static Predicate<Telemetry> overfit() {
        double[] training = new double[2];
        return message -> {
            if (message.hasStep()) {
                training[0] += message.getStep().getScore();
                training[1]++;
                return false;
            }
            double mean = training[0] / training[1];
            Double loss = message.getEvaluation().getMetricsMap().get("loss");
            if (loss == null) {
                return false;
            }
            training[0] = 0;
            training[1] = 0;
            return (loss - mean) / mean > OVERFIT;
        };
    }

    private static boolean hasConvolution(Model model) {
        return model.getLayersList().stream().anyMatch(layer -> layer.getType().startsWith("Convolution"));
    }
}
