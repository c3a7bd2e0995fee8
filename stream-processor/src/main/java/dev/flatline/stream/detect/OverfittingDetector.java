package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * What the network learns of its training data makes it worse on the data it is evaluated on.
 *
 * <p>Fires when the skill on evaluated data is {@link #LOST} (0.2) below the best it has been, {@link #EVALUATIONS} (3) or more
 * evaluations after that, while the training skill is {@link #GAP} (0.3) or more above it. Both are parts of the scale from a
 * constant answer to a perfect one, and not percentages of the loss: a loss that doubles from 0.02 to 0.04 at 99 %
 * accuracy does no harm. Early stopping with a patience (Prechelt 1998) ends such a run before this fires.
 *
 * <p>Resolves when half of what was lost has been won back. Says nothing without evaluations. Which data were evaluated
 * is not known; where they were the training data, there is no gap.
 */
public final class OverfittingDetector implements Detector {

    private static final String KIND = "overfitting";

    static final Threshold LOST = new Threshold(
            KIND, "lost", 0.2, Unit.SKILL, "fires when the skill on evaluated data is so much below its best");
    static final Threshold GAP = new Threshold(KIND, "gap", 0.3, Unit.SKILL, "and the training skill so much above it");
    static final Threshold EVALUATIONS =
            new Threshold(KIND, "evaluations", 3, Unit.COUNT, "so many evaluations after the best one");

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
        return List.of(LOST, GAP, EVALUATIONS);
    }

    @Override
    public Verdict look(RunHistory run) {
        return Validation.of(run).map(found -> look(run, found)).orElse(Verdict.unclear());
    }

    private static Verdict look(RunHistory run, Validation found) {
        double lost = found.best() - found.last();
        if (lost < LOST.of(run) / 2) {
            return Verdict.absent();
        }
        boolean lasts = found.sinceBest() >= EVALUATIONS.of(run);
        boolean trains = Learning.isPresent(run) && run.skill() - found.last() > GAP.of(run);
        return lost > LOST.of(run) && lasts && trains ? Verdict.present(symptom(run, found)) : Verdict.unclear();
    }

    private static Symptom symptom(RunHistory run, Validation found) {
        return new Symptom(
                KIND,
                "",
                Severity.WARNING,
                List.of(),
                "On the data it is evaluated on, the network had come to a skill of " + Figures.percent(found.best())
                        + " and has fallen to " + Figures.percent(found.last()) + " in " + found.sinceBest()
                        + " evaluations since, while it stands at " + Figures.percent(run.skill())
                        + " on its training data.",
                Evidence.of("evaluated_skill", found.last())
                        .and("best_evaluated_skill", found.best())
                        .and("evaluations_since_best", found.sinceBest())
                        .andSkillOf(run)
                        .numbers());
    }
}
