package dev.flatline.benchmarks.quality.peer;

import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.TensorSummary;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * AutoTrainer (ICSE 2021), from its code ({@code utils/monitor.py}).
 *
 * <p>It judges vanishing, exploding and dying from 30 % of the planned epochs on, and only where the accuracy is below
 * 60 % then; telemetry has no training accuracy, so that gate is left open here, and what needs the accuracy itself
 * (oscillating loss, slow convergence) is left out. At every step instead of every third epoch.
 */
final class AutoTrainer {

    private static final String TOOL = "AutoTrainer";
    private static final double LOSS = 1e3;
    private static final double VANISHING_RATIO = 1e-3;
    private static final double VANISHING_NORM = 1e-4;
    private static final double EXPLODING_RATIO = 70;
    private static final double ZEROS = 0.7;
    private static final double FROM = 0.3;

    private AutoTrainer() {}

    static List<PeerRule> rules() {
        return List.of(
                PeerRule.onSteps(TOOL, "explode (loss)", run -> AutoTrainer::lossExploded),
                PeerRule.onSteps(TOOL, "vanish", late(AutoTrainer::vanishing)),
                PeerRule.onSteps(TOOL, "explode (gradient)", late(AutoTrainer::exploding)),
                PeerRule.onSteps(TOOL, "dying ReLU", late(AutoTrainer::dying)));
    }

    private static Function<PeerRule.Run, Predicate<Step>> late(Predicate<Step> condition) {
        return run -> step -> step.getIteration() >= FROM * run.planned() && condition.test(step);
    }

    private static boolean lossExploded(Step step) {
        return !Double.isFinite(step.getScore()) || step.getScore() >= LOSS;
    }

    private static boolean vanishing(Step step) {
        return Tensors.firstToLast(step) < VANISHING_RATIO
                && Tensors.gradients(step).get(0).getL2() < VANISHING_NORM;
    }

    private static boolean exploding(Step step) {
        return Tensors.firstToLast(step) > EXPLODING_RATIO || Tensors.anyNonFinite(step);
    }

    /** Share of gradient entries of the whole network that are exactly zero. */
    private static boolean dying(Step step) {
        double zeros = 0;
        double size = 0;
        for (TensorSummary gradient : Tensors.gradients(step)) {
            zeros += gradient.getZeroShare() * gradient.getSize();
            size += gradient.getSize();
        }
        return size > 0 && zeros / size >= ZEROS;
    }
}
