package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Optional;

/**
 * The network knows its few examples by heart, and little beyond them.
 *
 * <p>All of these: fewer different examples than parameters, so that they can be stored rather than explained; each seen
 * {@link #PASSES} (3) times or more; a training skill above {@link #BY_HEART} (0.9); and a skill on the data it is evaluated on
 * that was never above {@link #LITTLE} (0.5). Few examples alone are no fault: four are all there are of XOR. So this says
 * nothing without evaluations. Resolves when the best evaluated skill is above {@link #ENOUGH} (0.6).
 */
public final class InsufficientDataDetector implements Detector {

    private static final String KIND = "insufficient-data";

    static final Threshold BY_HEART =
            new Threshold(KIND, "by-heart", 0.9, Unit.SKILL, "fires when the training skill is above");
    static final Threshold LITTLE =
            new Threshold(KIND, "little", 0.5, Unit.SKILL, "and the best skill on evaluated data below");
    static final Threshold ENOUGH = new Threshold(KIND, "enough", 0.6, Unit.SKILL, "resolves when the latter is above");
    static final Threshold PASSES =
            new Threshold(KIND, "passes", 3, Unit.RATIO, "and each example has been seen so many times");

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Persistence persistence() {
        return new Persistence(1, 1);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(BY_HEART, LITTLE, ENOUGH, PASSES);
    }

    @Override
    public Verdict look(RunHistory run) {
        Optional<Validation> found = Validation.of(run);
        if (found.isEmpty()) {
            return Verdict.unclear();
        }
        if (found.get().best() > ENOUGH.of(run)) {
            return Verdict.absent();
        }
        return found.get().best() < LITTLE.of(run) && knowsByHeart(run)
                ? Verdict.present(symptom(run, found.get()))
                : Verdict.unclear();
    }

    private static boolean knowsByHeart(RunHistory run) {
        return run.distinctExamples() < run.description().getModel().getParameters()
                && run.passes() >= PASSES.of(run)
                && run.skill() > BY_HEART.of(run)
                && run.outputDiversity() > Learning.sameAnswer(run);
    }

    private static Symptom symptom(RunHistory run, Validation found) {
        long parameters = run.description().getModel().getParameters();
        return new Symptom(
                KIND,
                "",
                Severity.WARNING,
                List.of(),
                "The network of " + parameters + " parameters knows its " + Math.round(run.distinctExamples())
                        + " different examples by heart (skill " + Figures.percent(run.skill())
                        + "), but on the data it is evaluated on it has never come beyond "
                        + Figures.percent(found.best()) + ".",
                Evidence.of("evaluated_skill", found.last())
                        .and("best_evaluated_skill", found.best())
                        .and("distinct_examples", run.distinctExamples())
                        .and("parameters", (double) parameters)
                        .and("passes_over_data", run.passes())
                        .andSkillOf(run)
                        .numbers());
    }
}
