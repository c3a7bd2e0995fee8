package dev.flatline.benchmarks.quality.peer;

import dev.flatline.events.v1.InputStep;
import dev.flatline.events.v1.LabelStep;
import dev.flatline.events.v1.OutputStep;
import dev.flatline.events.v1.ParameterStep;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.TensorSummary;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * TheDeepChecker (Ben Braiek and Khomh), from its settings and hooks: every 10 steps from the 10th on, patience 5.
 *
 * <p>Left out: saturation by its 50-bin statistic, the F-tests of weights and activations (activations are judged by
 * their deviation alone), share of negative weights, loss smoothness, loss against metric, regularisation, train against
 * test mode, and the drill on one batch.
 */
final class TheDeepChecker {

    private static final String TOOL = "TheDeepChecker";
    private static final int PERIOD = 10;
    private static final int PATIENCE = 5;
    private static final double DEAD_LAYER = 0.5;
    private static final double LEAST_SPREAD = 0.5;
    private static final double MOST_SPREAD = 2;
    private static final double DEAD_WEIGHTS = 0.95;
    private static final double WEIGHT_LIMIT = 1e8;
    private static final double VANISHED = 1e-6;
    private static final double EXPLODED = 1e6;
    private static final double GROWTH = 2;
    private static final double FAST = -1;
    private static final double SLOW = -4;
    private static final double STAGNATION = 0.05;
    private static final double BALANCE = 0.5;

    private TheDeepChecker() {}

    static List<PeerRule> rules() {
        return List.of(
                PeerRule.onSteps(TOOL, "initial loss", run -> TheDeepChecker::initialLoss),
                PeerRule.onSteps(TOOL, "label balance", run -> TheDeepChecker::unbalanced),
                PeerRule.onSteps(TOOL, "unscaled features", run -> TheDeepChecker::unscaled),
                PeerRule.onSteps(TOOL, "dead activation", run -> checked(TheDeepChecker::deadLayer)),
                PeerRule.onSteps(TOOL, "activation spread", run -> checked(TheDeepChecker::wrongSpread)),
                PeerRule.onSteps(TOOL, "constant output", run -> constantOutput()),
                PeerRule.onSteps(TOOL, "dead weights", run -> checked(TheDeepChecker::deadWeights)),
                PeerRule.onSteps(TOOL, "diverging weights", run -> diverging(ParameterStep::getValue, WEIGHT_LIMIT)),
                PeerRule.onSteps(TOOL, "vanishing gradient", run -> vanishing()),
                PeerRule.onSteps(TOOL, "exploding gradient", run -> diverging(ParameterStep::getGradient, EXPLODED)),
                PeerRule.onSteps(
                        TOOL, "update too fast", run -> checked(step -> updates(step, FAST, Double.MAX_VALUE))),
                PeerRule.onSteps(
                        TOOL, "update too slow", run -> checked(step -> updates(step, -Double.MAX_VALUE, SLOW))),
                PeerRule.onSteps(TOOL, "loss stagnates", run -> lossStagnates()),
                PeerRule.onSteps(TOOL, "loss diverges", run -> lossDiverges()));
    }

    private static Predicate<Step> checked(Predicate<Step> condition) {
        return everyPeriod(PeerRule.inARow(PATIENCE, condition));
    }

    private static Predicate<Step> everyPeriod(Predicate<Step> condition) {
        return PeerRule.every(PERIOD, step -> step.getIteration() >= PERIOD && condition.test(step));
    }

    /** |first loss − ln classes| ÷ ln classes at least 1. */
    private static boolean initialLoss(Step step) {
        if (step.getIteration() > 0 || step.getOutputsCount() == 0) {
            return false;
        }
        int classes = step.getOutputs(0).getLabels().getClassCountsCount();
        double expected = Math.log(classes);
        return classes > 1 && Math.abs(step.getScore() - expected) >= expected;
    }

    /** (perplexity of the labels − 1) ÷ (classes − 1) below 0.5; here of one mini-batch of 500 or more labels. */
    private static boolean unbalanced(Step step) {
        for (OutputStep output : step.getOutputsList()) {
            LabelStep labels = output.getLabels();
            int classes = labels.getClassCountsCount();
            if (classes > 1 && output.getRows() >= 500 && (perplexity(labels) - 1) / (classes - 1) < BALANCE) {
                return true;
            }
        }
        return false;
    }

    private static double perplexity(LabelStep labels) {
        double all =
                labels.getClassCountsList().stream().mapToLong(Long::longValue).sum();
        return Math.exp(labels.getClassCountsList().stream()
                .filter(count -> count > 0)
                .mapToDouble(count -> -count / all * Math.log(count / all))
                .sum());
    }

    /** Neither in [0, 1] or [-1, 1] nor of mean 0 and deviation 1; here within 0.1 of both. */
    private static boolean unscaled(Step step) {
        for (InputStep input : step.getInputsList()) {
            boolean bounded = input.getMin() >= -1 && input.getMax() <= 1;
            boolean standard = Math.abs(input.getMean()) < 0.1 && Math.abs(input.getStddev() - 1) < 0.1;
            if (!bounded && !standard) {
                return true;
            }
        }
        return false;
    }

    private static boolean deadLayer(Step step) {
        return step.getLayersList().stream()
                .anyMatch(layer -> layer.getActivation().getDeadShare() > DEAD_LAYER);
    }

    private static boolean wrongSpread(Step step) {
        return step.getLayersList().stream()
                .filter(layer -> layer.hasActivation())
                .mapToDouble(layer -> layer.getActivation().getStddev())
                .anyMatch(spread -> spread < LEAST_SPREAD || spread > MOST_SPREAD);
    }

    /** Outputs that do not vary; one varying mini-batch, and the rule is quiet for good, as in its code. */
    private static Predicate<Step> constantOutput() {
        boolean[] varied = new boolean[1];
        return checked(step -> {
            varied[0] |= step.getOutputsList().stream().anyMatch(output -> output.getTotalVariance() > 0);
            return !varied[0];
        });
    }

    /** Here exactly 0 instead of below 1e-5. */
    private static boolean deadWeights(Step step) {
        return Tensors.weights(step).stream()
                .anyMatch(weight -> weight.getValue().getZeroShare() > DEAD_WEIGHTS);
    }

    /** Above a limit, or doubling at 5 checks in a row. */
    private static Predicate<Step> diverging(
            java.util.function.Function<ParameterStep, TensorSummary> tensor, double limit) {
        Predicate<Step> grows = growing(tensor, GROWTH);
        return everyPeriod(step -> grows.test(step)
                || Tensors.weights(step).stream().anyMatch(weight -> Tensors.rms(tensor.apply(weight)) > limit));
    }

    /** Below 1e-6, or halving at 5 checks in a row. */
    private static Predicate<Step> vanishing() {
        Predicate<Step> shrinks = shrinking();
        return everyPeriod(step -> shrinks.test(step)
                || Tensors.gradients(step).stream().anyMatch(gradient -> Tensors.rms(gradient) < VANISHED));
    }

    private static Predicate<Step> growing(
            java.util.function.Function<ParameterStep, TensorSummary> tensor, double factor) {
        double[] last = {Double.NaN};
        ToDoubleFunction<Step> largest = step -> Tensors.weights(step).stream()
                .mapToDouble(weight -> Tensors.rms(tensor.apply(weight)))
                .max()
                .orElse(Double.NaN);
        return PeerRule.inARow(PATIENCE, step -> {
            double before = last[0];
            last[0] = largest.applyAsDouble(step);
            return last[0] >= factor * before;
        });
    }

    private static Predicate<Step> shrinking() {
        double[] last = {Double.NaN};
        return PeerRule.inARow(PATIENCE, step -> {
            double before = last[0];
            last[0] = Tensors.gradients(step).stream()
                    .mapToDouble(Tensors::rms)
                    .min()
                    .orElse(Double.NaN);
            return last[0] <= before / GROWTH;
        });
    }

    /** log10 of update to weight within the given range. */
    private static boolean updates(Step step, double above, double below) {
        return Tensors.weights(step).stream()
                .filter(weight -> weight.hasUpdate() && weight.getUpdate().getL2() > 0)
                .mapToDouble(weight -> Math.log10(
                        weight.getUpdate().getL2() / weight.getValue().getL2()))
                .anyMatch(ratio -> ratio > above && ratio < below);
    }

    /** Less than 5 % below the loss of 5 checks before. */
    private static Predicate<Step> lossStagnates() {
        Deque<Double> losses = new ArrayDeque<>();
        return everyPeriod(step -> {
            losses.addLast(step.getScore());
            return losses.size() > PATIENCE && step.getScore() > (1 - STAGNATION) * losses.removeFirst();
        });
    }

    /** Twice the smallest loss so far. */
    private static Predicate<Step> lossDiverges() {
        double[] smallest = {Double.POSITIVE_INFINITY};
        return everyPeriod(step -> {
            smallest[0] = Math.min(smallest[0], step.getScore());
            return step.getScore() >= GROWTH * smallest[0];
        });
    }
}
