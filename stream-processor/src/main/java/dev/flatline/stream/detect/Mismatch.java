package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.events.v1.Layer;
import dev.flatline.stream.trend.LabelRange;
import dev.flatline.stream.trend.OutputTrend;
import java.util.Optional;
import java.util.Set;

/**
 * What does not belong together in one output: its activation, its loss, its labels.
 *
 * @param variant which of the pairs
 * @param severity critical where nothing can be learned
 * @param patience steps before it is judged: 0 where nothing can be learned, and otherwise as many as a network needs to show
 *     that it learns in spite of it; then it counts only in one that does not
 * @param layer position of the output layer in the model
 * @param why the end of the sentence that begins with the pair
 * @param missed see {@link Reach#missed}; NaN where it is not known
 */
record Mismatch(String variant, Severity severity, int patience, int layer, String why, double missed) {

    /** Share of the labels' variance beyond reach that is told; it bounds what can be learned to 1 - this. */
    static final double MUCH = 0.1;

    /** Above it, most of what there is to learn cannot be learned. */
    static final double MOST = 0.5;

    /** Steps after which a network that can learn has shown it, mostly. */
    private static final int SLOWLY = 5 * Learning.WARM_UP;

    /** Mini-batches before labels are judged. */
    static final int FEW_BATCHES = 5;

    private static final Set<String> LOGARITHM = Set.of("LossMCXENT", "LossNegativeLogLikelihood", "LossSparseMCXENT");
    private static final Set<String> DISTANCE = Set.of("LossMSE", "LossL2", "LossMAE", "LossL1");
    private static final Set<String> ABSOLUTE = Set.of("LossMAE", "LossL1");
    private static final Set<String> PROBABILITIES = Set.of("softmax", "sigmoid", "hardsigmoid", "rectifiedtanh");
    private static final String BINARY = "LossBinaryXENT";
    private static final double ROW_SUM_TOLERANCE = 0.1;

    /** The first mismatch of an output, what can never be learned before what may be; empty for a sound one. */
    static Optional<Mismatch> of(Layer layer, OutputTrend output) {
        return ofPair(layer, output).or(() -> ofLabels(layer, output));
    }

    private static Optional<Mismatch> ofPair(Layer layer, OutputTrend output) {
        String activation = layer.getActivation();
        boolean logarithm = LOGARITHM.contains(layer.getLoss());
        boolean binary = layer.getLoss().equals(BINARY);
        if (layer.getLoss().isEmpty()) {
            return Optional.empty();
        }
        if (activation.equals("softmax") && units(layer, output) == 1) {
            return fatal("one-unit-softmax", output, "a softmax over one unit is 1 whatever its input");
        }
        if (logarithm && activation.endsWith("sigmoid")) {
            return fatal(
                    "one-sided-loss", output, "this loss only rewards the true class, so sigmoids can all go to 1");
        }
        if (logarithm && isNoProbability(layer)) {
            return fatal(
                    "no-probability",
                    output,
                    "this loss takes the logarithm of the output, which must lie" + " between 0 and 1");
        }
        if (binary && isNoProbability(layer)) {
            return doubtful(
                    "no-probability",
                    output,
                    "this loss takes the logarithm of the output and of 1 less"
                            + " the output, which must lie between 0 and 1");
        }
        if (binary && activation.equals("softmax")) {
            return doubtful(
                    "tied-units", output, "this loss treats each unit alone, while a softmax ties them together");
        }
        return ofFlatLoss(layer, output);
    }

    /** Pairs in which the gradient may be gone before anything is learned. */
    private static Optional<Mismatch> ofFlatLoss(Layer layer, OutputTrend output) {
        if (ABSOLUTE.contains(layer.getLoss()) && output.labels().areClasses()) {
            return doubtful(
                    "median-of-classes",
                    output,
                    "this loss is least at the median of the labels, which of classes is one of them, so an answer in"
                            + " between is not held there by the data");
        }
        if (layer.getActivation().equals("relu") && output.diversity() < Learning.SAME_ANSWER) {
            return doubtful(
                    "dead-output",
                    output,
                    "its outputs are 0, and pass no gradient, wherever what goes in is negative");
        }
        if (layer.getActivation().equals("relu") && isYesOrNo(layer, output)) {
            return doubtful(
                    "one-sided-output",
                    SLOWLY,
                    output,
                    "the labels are 0 or 1, while its outputs have no upper limit and pass no gradient below 0");
        }
        return Optional.empty();
    }

    private static boolean isYesOrNo(Layer layer, OutputTrend output) {
        return DISTANCE.contains(layer.getLoss())
                && output.labels().batches() >= FEW_BATCHES
                && output.labels().areZeroOrOne();
    }

    /** The size in the model decides; without one, that of the output seen. */
    private static long units(Layer layer, OutputTrend output) {
        return layer.getOutputs() > 0 ? layer.getOutputs() : output.units();
    }

    /** A loss layer of its own with identity may follow a softmax; the same is let through by DL4J. */
    private static boolean isNoProbability(Layer layer) {
        boolean passesOn =
                layer.getType().endsWith("LossLayer") && layer.getActivation().equals("identity");
        return !layer.getActivation().isEmpty() && !PROBABILITIES.contains(layer.getActivation()) && !passesOn;
    }

    private static Optional<Mismatch> ofLabels(Layer layer, OutputTrend output) {
        boolean rewardsTruth =
                DISTANCE.contains(layer.getLoss()) || layer.getLoss().equals(BINARY);
        if (output.labels().batches() < FEW_BATCHES) {
            return Optional.empty();
        }
        if (LOGARITHM.contains(layer.getLoss()) && hasManyPerRow(output)) {
            return doubtful(
                    "labels-out-of-reach",
                    output,
                    "rows of labels sum up to "
                            + Figures.show(output.labels().range().greatestRowSum())
                            + ", while the outputs of a softmax sum up to 1");
        }
        return Reach.of(layer.getActivation())
                .filter(reach -> rewardsTruth)
                .map(reach -> outOfReach(reach, output))
                .filter(mismatch -> mismatch.missed > MUCH);
    }

    private static boolean hasManyPerRow(OutputTrend output) {
        return output.units() > 1 && output.labels().range().greatestRowSum() > 1 + ROW_SUM_TOLERANCE;
    }

    private static Mismatch outOfReach(Reach reach, OutputTrend output) {
        double missed = reach.missed(output.labels());
        return new Mismatch(
                "labels-out-of-reach",
                missed > MOST ? Severity.CRITICAL : Severity.WARNING,
                0,
                output.layer(),
                sentence(reach, output) + ", so about " + Figures.percent(Math.min(1, missed))
                        + " of what the labels vary by cannot be learned",
                missed);
    }

    private static String sentence(Reach reach, OutputTrend output) {
        String outputs = reach.high() == Double.POSITIVE_INFINITY
                ? "its outputs are never below " + Figures.show(reach.low())
                : "its outputs lie between " + Figures.show(reach.low()) + " and " + Figures.show(reach.high());
        LabelRange labels = output.labels().range();
        return outputs + (reach.distribution() ? " and sum up to 1" : "") + ", while labels "
                + (Double.isNaN(labels.min())
                        ? "do not"
                        : "run from " + Figures.show(labels.min()) + " to " + Figures.show(labels.max()));
    }

    private static Optional<Mismatch> fatal(String variant, OutputTrend output, String why) {
        return Optional.of(new Mismatch(variant, Severity.CRITICAL, 0, output.layer(), why, Double.NaN));
    }

    private static Optional<Mismatch> doubtful(String variant, OutputTrend output, String why) {
        return doubtful(variant, Learning.WARM_UP, output, why);
    }

    private static Optional<Mismatch> doubtful(String variant, int patience, OutputTrend output, String why) {
        return Optional.of(new Mismatch(variant, Severity.WARNING, patience, output.layer(), why, Double.NaN));
    }

    /** Whether networks are known to train in spite of it. */
    boolean mayTrain() {
        return patience > 0;
    }
}
