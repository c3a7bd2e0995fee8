package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.InputTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * The inputs are far larger than weights are initialised for, or differ from each other by orders of magnitude, and
 * the network does not learn.
 *
 * <p>Fires when the root mean square of the inputs is above {@value #LARGE}, or the standard deviations of two features
 * differ by more than {@value #DISPARATE} times. Weight initialisers assume inputs of about unit variance (Glorot and
 * Bengio 2010; He et al. 2015). Range alone says nothing, since as many healthy trainings as faulty ones are fed raw
 * values; so it counts only in a network that has learned nothing, and never in one with an embedding layer. Resolves when the inputs are scaled or the network
 * has learned something.
 */
public final class UnscaledInputDetector implements Detector {

    static final double LARGE = 10;
    static final double DISPARATE = 1_000;

    @Override
    public String kind() {
        return "unscaled-input";
    }

    @Override
    public Persistence persistence() {
        return new Persistence(30, 20);
    }

    @Override
    public Verdict look(RunHistory run) {
        if (Learning.isWarmingUp(run)) {
            return Verdict.unclear();
        }
        if (readsIndices(run)) {
            return Verdict.absent();
        }
        List<InputTrend> unscaled =
                run.inputs().stream().filter(UnscaledInputDetector::isUnscaled).toList();
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

    private static boolean isUnscaled(InputTrend input) {
        return input.rms() > LARGE || input.featureDisparity() > DISPARATE;
    }

    private static Symptom symptom(RunHistory run, InputTrend input) {
        return new Symptom(
                "unscaled-input",
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
