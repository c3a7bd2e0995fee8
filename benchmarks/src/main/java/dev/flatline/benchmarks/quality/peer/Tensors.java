package dev.flatline.benchmarks.quality.peer;

import dev.flatline.events.v1.LayerStep;
import dev.flatline.events.v1.ParameterStep;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.TensorSummary;
import java.util.List;
import java.util.Set;

/** What the rules of others ask of a step. */
final class Tensors {

    private static final Set<String> NOT_WEIGHTS = Set.of("b", "bias", "gamma", "beta", "mean", "var", "log10stdev");

    private Tensors() {}

    static List<ParameterStep> weights(Step step) {
        return step.getLayersList().stream()
                .flatMap(layer -> weights(layer).stream())
                .toList();
    }

    static List<ParameterStep> weights(LayerStep layer) {
        return layer.getParametersList().stream()
                .filter(parameter -> !NOT_WEIGHTS.contains(parameter.getName()))
                .toList();
    }

    /** Gradients of the weights, in forward order. */
    static List<TensorSummary> gradients(Step step) {
        return weights(step).stream()
                .filter(ParameterStep::hasGradient)
                .map(ParameterStep::getGradient)
                .toList();
    }

    /**
     * Root mean square, which stands in for the mean of the magnitudes where a rule asks for that: it is never smaller,
     * and 1.25 times as large for normal values.
     */
    static double rms(TensorSummary tensor) {
        return tensor.getL2() / Math.sqrt((double) tensor.getSize());
    }

    static double variance(TensorSummary tensor) {
        return tensor.getStddev() * tensor.getStddev();
    }

    /** L2 norm of the first weights' gradient divided by that of the last; NaN for fewer than two. */
    static double firstToLast(Step step) {
        List<TensorSummary> gradients = gradients(step);
        return gradients.size() < 2
                ? Double.NaN
                : gradients.get(0).getL2() / gradients.get(gradients.size() - 1).getL2();
    }

    /** Whether any number of the step is NaN or infinite. */
    static boolean anyNonFinite(Step step) {
        return !Double.isFinite(step.getScore())
                || step.getOutputsList().stream().anyMatch(output -> output.getNonFinite() > 0)
                || step.getLayersList().stream().anyMatch(Tensors::anyNonFinite);
    }

    private static boolean anyNonFinite(LayerStep layer) {
        return layer.getActivation().getNonFinite() > 0
                || layer.getParametersList().stream()
                        .anyMatch(parameter -> parameter.getGradient().getNonFinite()
                                        + parameter.getUpdate().getNonFinite()
                                        + parameter.getValue().getNonFinite()
                                > 0);
    }
}
