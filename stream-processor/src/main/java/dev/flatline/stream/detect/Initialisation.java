package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.events.v1.Layer;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.LayerTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is wrong with the weights that a network began with.
 *
 * <p>Their scale is their root mean square times the root of the fan-in, and about 1 for every usual initialiser
 * (LeCun 1998; Glorot and Bengio 2010; He et al. 2015, by whose analysis the signal is multiplied by it at every layer).
 * Fan-in is taken as parameters per output. Judged are layers that multiply by a matrix; embeddings, biases, gains and
 * slopes are not. Where the run was not seen from its beginning nothing is known.
 *
 * @param layer position of the layer it shows in
 * @param fault which of them
 * @param scale of that layer; 1 is usual
 * @param gain product of the scales of the hidden layers; NaN where layers are normalised or may lie side by side
 */
public record Initialisation(int layer, Fault fault, double scale, double gain) {

    /** What can be wrong. */
    public enum Fault {
        /** All units of a layer began alike, get the same gradient, and stay alike. */
        ALIKE,
        /** Signals fade on their way. */
        SMALL,
        /** Signals grow on their way, and units saturate. */
        LARGE
    }

    private static final String KIND = "poor-initialisation";

    static final Threshold FAR_TOO_SMALL = new Threshold(
            KIND,
            "far-too-small",
            0.01,
            Unit.RATIO,
            "fires when the weights of a hidden layer began with less of the usual scale");
    static final Threshold FAR_TOO_LARGE =
            new Threshold(KIND, "far-too-large", 10, Unit.RATIO, "or with so many times the usual scale");
    static final Threshold FADED =
            new Threshold(KIND, "faded", 1e-3, Unit.RATIO, "or all hidden layers together with less");

    /** Deviation below this part of the mean: one and the same number, and what the first update made of it. */
    static final Threshold ALIKE =
            new Threshold(KIND, "alike", 0.1, Unit.RATIO, "or with a deviation that is less of their mean");

    /** Parameters of a layer that say something of a deviation. */
    private static final long ENOUGH = 16;

    /** The weights are those of the beginning when they were seen after so many updates. */
    private static final long BEGINNING = 2;

    private static final Set<String> JUDGED = Set.of(
            "DenseLayer",
            "OutputLayer",
            "RnnOutputLayer",
            "CenterLossOutputLayer",
            "ConvolutionLayer",
            "Convolution1DLayer",
            "Convolution3D",
            "Deconvolution2D",
            "LSTM",
            "GravesLSTM",
            "GravesBidirectionalLSTM",
            "SimpleRnn");
    private static final Set<String> NORMALISING = Set.of("BatchNormalization", "LocalResponseNormalization");

    /** The first fault in forward order; empty when there is none, or when it is not known. */
    public static Optional<Initialisation> of(RunHistory run) {
        if (run.firstIteration() < 0 || run.firstIteration() > BEGINNING) {
            return Optional.empty();
        }
        List<Integer> judged = run.weightLayers().stream()
                .filter(i -> JUDGED.contains(run.layer(i).getType()))
                .toList();
        double gain = gain(run, judged);
        return judged.stream()
                .flatMap(i -> faultOf(run, i).map(fault -> new Initialisation(i, fault, scale(run, i), gain)).stream())
                .findFirst()
                .or(() -> faded(run, judged, gain));
    }

    private static Optional<Fault> faultOf(RunHistory run, int layer) {
        LayerTrend trend = run.layers().get(layer);
        boolean hidden =
                run.layer(layer).getLoss().isEmpty() && run.layer(layer).getParameters() >= ENOUGH;
        double deviation = trend.initialWeightDeviation();
        if (hidden
                && run.layer(layer).getOutputs() > 1
                && (deviation == 0 || deviation < ALIKE.of(run) * Math.abs(trend.initialWeightMean()))) {
            return Optional.of(Fault.ALIKE);
        }
        double scale = scale(run, layer);
        if (hidden && scale < FAR_TOO_SMALL.of(run)) {
            return Optional.of(Fault.SMALL);
        }
        return isLarge(run, layer, scale) ? Optional.of(Fault.LARGE) : Optional.empty();
    }

    /** Weights are first seen after the first update: what that may have made of them does not count. */
    private static boolean isLarge(RunHistory run, int layer, double scale) {
        LayerTrend trend = run.layers().get(layer);
        double least = scale * (1 - trend.firstUpdateRms() / trend.initialWeightRms());
        return least > FAR_TOO_LARGE.of(run) && Double.isFinite(scale);
    }

    /** No layer is far off, but all together are. */
    private static Optional<Initialisation> faded(RunHistory run, List<Integer> judged, double gain) {
        return gain < FADED.of(run)
                ? judged.stream().findFirst().map(i -> new Initialisation(i, Fault.SMALL, scale(run, i), gain))
                : Optional.empty();
    }

    /** NaN when a layer's size is not known. */
    private static double scale(RunHistory run, int layer) {
        Layer configuration = run.layer(layer);
        double fanIn = (double) configuration.getParameters() / configuration.getOutputs();
        LayerTrend trend = run.layers().get(layer);
        return trend.initialWeightRms() * Math.sqrt(fanIn);
    }

    private static double gain(RunHistory run, List<Integer> judged) {
        boolean oneAfterAnother = run.description().getModel().getKind().equals("MultiLayerNetwork");
        boolean normalised = run.description().getModel().getLayersList().stream()
                .anyMatch(layer -> NORMALISING.contains(layer.getType()));
        if (!oneAfterAnother || normalised) {
            return Double.NaN;
        }
        return judged.stream()
                .filter(i -> run.layer(i).getLoss().isEmpty())
                .mapToDouble(i -> scale(run, i))
                .reduce(1, (a, b) -> a * b);
    }

    /** One sentence for a person. */
    public String sentence(RunHistory run) {
        String began = "The weights of " + run.spokenLayer(layer) + " began with a deviation of "
                + Figures.show(run.layers().get(layer).initialWeightDeviation());
        return switch (fault) {
            case ALIKE ->
                began + " around " + Figures.show(run.layers().get(layer).initialWeightMean())
                        + ": all its units compute the same and are changed alike for ever.";
            case SMALL, LARGE ->
                began + ", " + Figures.show(scale) + " times the usual 1 / sqrt(inputs)"
                        + (gain < FADED.of(run)
                                ? "; all hidden layers together multiply a signal by " + Figures.show(gain) + "."
                                : ".");
        };
    }
}
