package dev.flatline.benchmarks.quality.peer;

import dev.flatline.events.v1.ActivationStep;
import dev.flatline.events.v1.InputStep;
import dev.flatline.events.v1.Layer;
import dev.flatline.events.v1.LayerStep;
import dev.flatline.events.v1.ParameterStep;
import dev.flatline.events.v1.Step;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * DeepDiagnosis (ICSE 2022), from its code ({@code callbacks.py}) with the conditions as they are meant: two of them
 * cannot fire as shipped. At epoch ends, on the last mini-batch instead of the first.
 *
 * <p>Left out: accuracy not increasing, labels out of the range of the outputs, tanh saturated beyond 5 (telemetry counts
 * from 2.65 on); saturated sigmoids are counted from 4.6 instead of 5.
 */
final class DeepDiagnosis {

    private static final String TOOL = "DeepDiagnosis";
    private static final double DEAD = 0.7;
    private static final double SATURATED = 0.5;
    private static final double VANISHED = 1e-7;
    private static final int EPOCHS = 5;
    private static final double FAST = 0.1;
    private static final double SLOW = 1e-5;
    private static final double LEAST_VARIANCE = 1e-5;
    private static final double MOST_VARIANCE = 10;

    private DeepDiagnosis() {}

    static List<PeerRule> rules() {
        return List.of(
                PeerRule.onSteps(TOOL, "numerical error", run -> PeerRule.atEpochEnds(Tensors::anyNonFinite)),
                PeerRule.onSteps(TOOL, "dead node", DeepDiagnosis::deadNode),
                PeerRule.onSteps(
                        TOOL,
                        "saturated activation",
                        run -> PeerRule.atEpochEnds(step -> anyLayer(run, step, DeepDiagnosis::saturated))),
                PeerRule.onSteps(TOOL, "vanishing gradient", run -> PeerRule.atEpochEnds(DeepDiagnosis::vanished)),
                PeerRule.onSteps(TOOL, "unchanged weight", run -> PeerRule.atEpochEnds(unchangedWeight())),
                PeerRule.onSteps(TOOL, "loss not decreasing", run -> PeerRule.atEpochEnds(lossNotDecreasing())),
                PeerRule.onSteps(TOOL, "learning rate", run -> PeerRule.atEpochEnds(DeepDiagnosis::wrongRate)),
                PeerRule.onSteps(TOOL, "weight variance", run -> PeerRule.atEpochEnds(DeepDiagnosis::wrongVariance)),
                PeerRule.onSteps(TOOL, "input outside [-1, 1]", run -> DeepDiagnosis::inputOutside));
    }

    /** 70 % of a layer's activations at most 0, at the end of the training. */
    private static Predicate<Step> deadNode(PeerRule.Run run) {
        return step -> step.getIteration() >= run.planned() - 1
                && anyLayer(
                        run,
                        step,
                        (layer, activation) ->
                                layer.getActivation().equals("relu") && activation.getZeroShare() >= DEAD);
    }

    private static boolean saturated(Layer layer, ActivationStep activation) {
        return layer.getActivation().equals("sigmoid") && activation.getSaturatedShare() > SATURATED;
    }

    private static boolean anyLayer(PeerRule.Run run, Step step, BiPredicate<Layer, ActivationStep> condition) {
        for (LayerStep layer : step.getLayersList()) {
            if (layer.hasActivation()
                    && layer.getLayer() < run.model().getLayersCount()
                    && condition.test(run.model().getLayers(layer.getLayer()), layer.getActivation())) {
                return true;
            }
        }
        return false;
    }

    private static boolean vanished(Step step) {
        return Tensors.gradients(step).stream().anyMatch(gradient -> Tensors.rms(gradient) < VANISHED);
    }

    /** The same weights, by mean and norm, for 5 epochs. */
    private static Predicate<Step> unchangedWeight() {
        Step[] last = new Step[1];
        return PeerRule.inARow(EPOCHS, step -> {
            Step before = last[0];
            last[0] = step;
            return before != null && sameWeights(before, step);
        });
    }

    private static boolean sameWeights(Step before, Step step) {
        List<ParameterStep> earlier = Tensors.weights(before);
        List<ParameterStep> now = Tensors.weights(step);
        for (int i = 0; i < Math.min(earlier.size(), now.size()); i++) {
            if (earlier.get(i).getValue().getMean() == now.get(i).getValue().getMean()
                    && earlier.get(i).getValue().getL2()
                            == now.get(i).getValue().getL2()) {
                return true;
            }
        }
        return false;
    }

    private static Predicate<Step> lossNotDecreasing() {
        double[] last = {Double.POSITIVE_INFINITY};
        return PeerRule.inARow(EPOCHS, step -> {
            double before = last[0];
            last[0] = step.getScore();
            return step.getScore() >= before;
        });
    }

    /** Learning rate × gradient ÷ weight a hundred times above or below 1e-3. */
    private static boolean wrongRate(Step step) {
        return step.getLayersList().stream()
                .flatMap(layer -> Tensors.weights(layer).stream()
                        .filter(ParameterStep::hasGradient)
                        .map(weight -> layer.getLearningRate()
                                * weight.getGradient().getL2()
                                / weight.getValue().getL2()))
                .anyMatch(ratio -> ratio > FAST || ratio < SLOW);
    }

    private static boolean wrongVariance(Step step) {
        return Tensors.weights(step).stream()
                .mapToDouble(weight -> Tensors.variance(weight.getValue()))
                .anyMatch(variance -> variance < LEAST_VARIANCE || variance > MOST_VARIANCE);
    }

    private static boolean inputOutside(Step step) {
        for (InputStep input : step.getInputsList()) {
            if (input.getMin() < -1 || input.getMax() > 1) {
                return true;
            }
        }
        return false;
    }
}
