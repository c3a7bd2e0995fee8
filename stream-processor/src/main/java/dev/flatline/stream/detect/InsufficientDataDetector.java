package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Optional;

/**
 * The network knows its few examples by heart, and little beyond them.
 *
 * <p>All of these: fewer different examples than parameters, so that they can be stored rather than explained; each seen
 * {@value #PASSES} times or more; a training skill above {@value #BY_HEART}; and a skill on the data it is evaluated on
 * that was never above {@value #LITTLE}. Few examples alone are no fault: four are all there are of XOR. So this says
 * nothing without evaluations. Resolves when the best evaluated skill is above {@value #ENOUGH}.
 */
public final class InsufficientDataDetector implements Detector {

    static final double BY_HEART = 0.9;
    static final double LITTLE = 0.5;
    static final double ENOUGH = 0.6;
    static final double PASSES = 3;

    @Override
    public String kind() {
        return "insufficient-data";
    }

    @Override
    public Persistence persistence() {
        return new Persistence(1, 1);
    }

    @Override
    public Verdict look(RunHistory run) {
        Optional<Validation> found = Validation.of(run);
        if (found.isEmpty()) {
            return Verdict.unclear();
        }
        if (found.get().best() > ENOUGH) {
            return Verdict.absent();
        }
        return found.get().best() < LITTLE && knowsByHeart(run)
                ? Verdict.present(symptom(run, found.get()))
                : Verdict.unclear();
    }

    private static boolean knowsByHeart(RunHistory run) {
        return run.distinctExamples() < run.description().getModel().getParameters()
                && run.passes() >= PASSES
                && run.skill() > BY_HEART
                && run.outputDiversity() > Learning.SAME_ANSWER;
    }

    private static Symptom symptom(RunHistory run, Validation found) {
        long parameters = run.description().getModel().getParameters();
        return new Symptom(
                "insufficient-data",
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
