package dev.flatline.stream.trend;

import dev.flatline.events.v1.InputStep;
import dev.flatline.events.v1.LayerStep;
import dev.flatline.events.v1.OutputStep;
import dev.flatline.events.v1.ParameterStep;
import dev.flatline.events.v1.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Where the first NaN or infinite number of an iteration is.
 *
 * <p>Looks in the order in which one number spoils the next: labels and inputs, parameters as they were left by the update
 * before (where they were looked at), activations from the first layer to the
 * last, outputs, the loss, gradients from the last layer to the first, updates, parameters. All but the last two are there
 * before the parameters are changed.
 *
 * @param iteration at which iteration
 * @param tensor in words: "input", "labels", "old W" (as an update before had left it), "activation", "output", "loss", "gradient of W", "update of W", "W"
 * @param layer position of the layer in the model; -1 where it is none
 * @param count non-finite elements among those read
 */
public record NonFinite(long iteration, String tensor, int layer, long count) {

    static final int NO_LAYER = -1;
    private static final String OLD = "old ";

    /** Whether it came with inputs or labels. */
    public boolean isInData() {
        return tensor.equals("input") || tensor.equals("labels");
    }

    /** Whether it was there before the parameters were changed in that iteration. */
    public boolean isBeforeUpdate() {
        return isInData() || isOld() || isForward() || tensor.startsWith("gradient");
    }

    /** Whether it was in a parameter before this iteration began: an update before this one put it there. */
    public boolean isOld() {
        return tensor.startsWith(OLD);
    }

    /** Whether it was found on the way from the inputs to the loss. */
    public boolean isForward() {
        return tensor.equals("activation") || tensor.equals("output") || tensor.equals("loss");
    }

    static Optional<NonFinite> firstIn(Step step) {
        return inData(step)
                .or(() -> inOldParameters(step))
                .or(() -> inActivations(step))
                .or(() -> inOutputs(step))
                .or(() -> inLoss(step))
                .or(() -> inGradients(step))
                .or(() -> inParameters(step, "update of ", p -> p.getUpdate().getNonFinite()))
                .or(() -> inParameters(step, "", p -> p.getValue().getNonFinite()));
    }

    private static Optional<NonFinite> inData(Step step) {
        for (InputStep input : step.getInputsList()) {
            if (input.getNonFinite() > 0) {
                return found(step, "input", NO_LAYER, input.getNonFinite());
            }
        }
        for (OutputStep output : step.getOutputsList()) {
            if (output.getLabels().getNonFinite() > 0) {
                return found(
                        step, "labels", output.getLayer(), output.getLabels().getNonFinite());
            }
        }
        return Optional.empty();
    }

    private static Optional<NonFinite> inOldParameters(Step step) {
        return inParameters(step, OLD, ParameterStep::getNonFiniteBefore);
    }

    private static Optional<NonFinite> inActivations(Step step) {
        for (LayerStep layer : step.getLayersList()) {
            if (layer.getActivation().getNonFinite() > 0) {
                return found(
                        step,
                        "activation",
                        layer.getLayer(),
                        layer.getActivation().getNonFinite());
            }
        }
        return Optional.empty();
    }

    private static Optional<NonFinite> inOutputs(Step step) {
        for (OutputStep output : step.getOutputsList()) {
            if (output.getNonFinite() > 0) {
                return found(step, "output", output.getLayer(), output.getNonFinite());
            }
        }
        return Optional.empty();
    }

    private static Optional<NonFinite> inLoss(Step step) {
        boolean fine = !step.hasScore() || Double.isFinite(step.getScore());
        return fine ? Optional.empty() : found(step, "loss", NO_LAYER, 1);
    }

    private static Optional<NonFinite> inGradients(Step step) {
        for (int i = step.getLayersCount() - 1; i >= 0; i--) {
            for (ParameterStep parameter : step.getLayers(i).getParametersList()) {
                long count = parameter.getGradient().getNonFinite();
                if (count > 0) {
                    return found(
                            step,
                            "gradient of " + parameter.getName(),
                            step.getLayers(i).getLayer(),
                            count);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<NonFinite> inParameters(Step step, String prefix, ToLongFunction<ParameterStep> nonFinite) {
        for (LayerStep layer : step.getLayersList()) {
            List<ParameterStep> parameters = layer.getParametersList();
            for (ParameterStep parameter : parameters) {
                if (nonFinite.applyAsLong(parameter) > 0) {
                    return found(
                            step, prefix + parameter.getName(), layer.getLayer(), nonFinite.applyAsLong(parameter));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<NonFinite> found(Step step, String tensor, int layer, long count) {
        return Optional.of(new NonFinite(step.getIteration(), tensor, layer, count));
    }
}
