package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Figures;
import dev.flatline.events.v1.Layer;
import dev.flatline.stream.trend.RunHistory;
import java.util.Optional;

/**
 * Weights that began all equal, far too small or far too large: cause {@code poor-initialisation}.
 *
 * <p>Compares the deviation of a layer's first weights with {@code 1 / sqrt(fan-in)}, which every usual initialiser is
 * within a factor of ten of. Fan-in is taken as parameters per output.
 */
final class PoorInitialisationRule implements CauseRule {

    private static final double FAR_TOO_SMALL = 0.01;
    private static final double FAR_TOO_LARGE = 10;

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        return run.weightLayers().stream()
                .filter(i -> isPoor(scale(run, i)))
                .findFirst()
                .map(i -> cause(run, symptoms, i));
    }

    /** Initial deviation of the weights times the root of the fan-in; about 1 is usual. NaN when not known. */
    private static double scale(RunHistory run, int layer) {
        Layer configuration = run.layer(layer);
        double fanIn = (double) configuration.getParameters() / configuration.getOutputs();
        return run.layers().get(layer).initialWeightDeviation() * Math.sqrt(fanIn);
    }

    private static boolean isPoor(double scale) {
        return scale < FAR_TOO_SMALL || (scale > FAR_TOO_LARGE && Double.isFinite(scale));
    }

    private static Cause cause(RunHistory run, Symptoms symptoms, int layer) {
        double deviation = run.layers().get(layer).initialWeightDeviation();
        return new Cause(
                "poor-initialisation",
                deviation == 0 ? 0.95 : 0.75,
                "The weights of " + run.spokenLayer(layer) + " began with a deviation of "
                        + Figures.show(deviation) + ", " + Figures.show(scale(run, layer))
                        + " times the usual 1 / sqrt(inputs)"
                        + (deviation == 0 ? ": all its units compute the same and are changed alike for ever." : "."),
                "// " + run.spokenLayer(layer) + "\n.weightInit(WeightInit.XAVIER) // WeightInit.RELU before a ReLU",
                symptoms.kinds().stream().toList());
    }
}
