package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.InputTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Optional;

/**
 * The inputs are far larger than weights are initialised for, or differ from each other by orders of magnitude, and
 * the network does not learn.
 *
 * <p>Fires when the root mean square of the inputs is above {@link #LARGE} (10), or the standard deviations of two features
 * differ by more than {@link #DISPARATE} (1000) times. Weight initialisers assume inputs of about unit variance (Glorot and
 * Bengio 2010; He et al. 2015). Range alone says nothing, since as many healthy trainings as faulty ones are fed raw
 * values; so it counts only in a network that has learned nothing, and never in one with an embedding layer. Resolves when the inputs are scaled or the network
 * has learned something. Variant {@code changed}: see {@link ForeignScale}.
 */
public final class UnscaledInputDetector implements Detector {

    private static final String KIND = "unscaled-input";

    static final Threshold LARGE =
            new Threshold(KIND, "large", 10, Unit.RATIO, "fires when the root mean square of the inputs is above");
    static final Threshold DISPARATE = new Threshold(
            KIND, "disparate", 1_000, Unit.RATIO, "fires when deviations of two features differ by more times");

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Persistence persistence() {
        return new Persistence(30, 20);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(LARGE, DISPARATE, ForeignScale.BATCHES, ForeignScale.LOST);
    }

    @Override
    public boolean isCertain(RunHistory run) {
        return !readsIndices(run) && ForeignScale.of(run).isPresent();
    }

    @Override
    public Verdict look(RunHistory run) {
        if (Learning.isWarmingUp(run)) {
            return Verdict.unclear();
        }
        if (readsIndices(run)) {
            return Verdict.absent();
        }
        Optional<InputTrend> changed = ForeignScale.of(run);
        if (changed.isPresent()) {
            return Verdict.present(ForeignScale.symptom(run, changed.get()));
        }
        List<InputTrend> unscaled =
                run.inputs().stream().filter(input -> isUnscaled(run, input)).toList();
        if (Learning.isPresent(run) || unscaled.isEmpty()) {
            return Verdict.absent();
        }
        return Learning.isAbsent(run) ? Verdict.present(symptom(run, unscaled.get(0))) : Verdict.unclear();
    }

    /** An embedding layer is fed with positions in a table: how large they are means nothing. */
    private static boolean readsIndices(RunHistory run) {
        return run.description().getModel().getLayersList().stream()
                .anyMatch(layer -> layer.getType().startsWith("Embedding"));
    }

    private static boolean isUnscaled(RunHistory run, InputTrend input) {
        return input.rms() > LARGE.of(run) || input.featureDisparity() > DISPARATE.of(run);
    }

    private static Symptom symptom(RunHistory run, InputTrend input) {
        return new Symptom(
                KIND,
                "",
                Severity.WARNING,
                List.of(),
                "The inputs run from " + Figures.show(input.min()) + " to " + Figures.show(input.max())
                        + " (root mean square " + Figures.show(input.rms())
                        + "); weights are initialised for values of about 1.",
                Evidence.of("input_rms", input.rms())
                        .and("input_min", input.min())
                        .and("input_max", input.max())
                        .and("feature_disparity", input.featureDisparity())
                        .andSkillOf(run)
                        .numbers());
    }
}
