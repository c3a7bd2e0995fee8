package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.Layer;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.OutputTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.Optional;

/** Labels that cannot be learned: all equal, or missing. */
final class BadLabels {

    private static final String KIND = "bad-input";

    static final Threshold LONG = new Threshold(KIND, "label-rows", 1_000, Unit.COUNT, "one-label: so many rows");
    static final Threshold MANY =
            new Threshold(KIND, "label-batches", 100, Unit.COUNT, "one-label: and mini-batches of one label");
    static final Threshold SOME = new Threshold(
            KIND, "unlabelled", 0.01, Unit.SHARE, "unlabelled-rows: more of the rows under a softmax have no class");
    private static final double NO_VARIANCE = 1e-9;

    private BadLabels() {}

    static Optional<Symptom> one(RunHistory run) {
        boolean equal = !run.outputs().isEmpty() && run.outputs().stream().allMatch(output -> haveBeenOne(run, output));
        if (!equal || isPartlyStill(run)) {
            return Optional.empty();
        }
        OutputTrend output = run.outputs().get(0);
        return Optional.of(BadInputDetector.symptom(
                "one-label",
                Severity.WARNING,
                "All of the last " + output.equalRows() + " labels are equal: there is nothing to tell apart.",
                Evidence.of("equal_labels", (double) output.equalRows())
                        .and("equal_label_batches", (double) output.labels().equalBatches())));
    }

    /** Only where the loss is known to reward nothing but the labels: some losses take labels that mean nothing. */
    private static boolean haveBeenOne(RunHistory run, OutputTrend output) {
        boolean known = !Double.isNaN(output.bestConstantLoss());
        return known && output.labels().equalBatches() >= MANY.of(run) && output.equalRows() >= LONG.of(run);
    }

    /** Whether labels have not differed for long. */
    static boolean areOne(OutputTrend output) {
        return output.labels().totalVariance() < NO_VARIANCE && !Double.isNaN(output.bestConstantLoss());
    }

    private static boolean isPartlyStill(RunHistory run) {
        return run.description().getModel().getLayersList().stream()
                .filter(layer -> layer.getParameters() > 0)
                .anyMatch(BadLabels::isStill);
    }

    private static boolean isStill(Layer layer) {
        boolean unmoved = !layer.getUpdater().isEmpty() && layer.getLearningRate() == 0;
        return layer.getFrozen() || layer.getUpdater().equals("NoOp") || unmoved;
    }

    static Optional<Symptom> missing(RunHistory run) {
        return run.outputs().stream()
                .filter(output -> isOneOfSeveral(run, output) && unlabelledShare(output) > SOME.of(run))
                .filter(output -> !Learning.isWarmingUp(run) && Learning.isAbsent(run))
                .findFirst()
                .map(output -> BadInputDetector.symptom(
                        "unlabelled-rows",
                        Severity.WARNING,
                        Figures.percent(unlabelledShare(output)) + " of the rows have no class: their labels are all"
                                + " 0, and a softmax is pushed nowhere in particular by them.",
                        Evidence.of("unlabelled_share", unlabelledShare(output)).andSkillOf(run)));
    }

    private static boolean isOneOfSeveral(RunHistory run, OutputTrend output) {
        return run.layer(output.layer()).getActivation().equals("softmax")
                && output.units() > 1
                && output.labels().areZeroOrOne()
                && output.labels().range().greatestRowSum() <= 1;
    }

    /** Rows whose labels are all 0, where no row has two classes. */
    private static double unlabelledShare(OutputTrend output) {
        double sum = 0;
        for (double mean : output.labels().means()) {
            sum += mean;
        }
        return 1 - sum;
    }

    static double variance(RunHistory run) {
        return run.outputs().stream()
                .mapToDouble(output -> output.labels().totalVariance())
                .max()
                .orElse(Double.NaN);
    }
}
