package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * What the network learns of its training data makes it worse on the data it is evaluated on.
 *
 * <p>Fires when the skill on evaluated data is {@value #LOST} below the best it has been, {@value #EVALUATIONS} or more
 * evaluations after that, while the training skill is {@value #GAP} or more above it. Both are parts of the scale from a
 * constant answer to a perfect one, and not percentages of the loss: a loss that doubles from 0.02 to 0.04 at 99 %
 * accuracy does no harm. Early stopping with a patience (Prechelt 1998) ends such a run before this fires.
 *
 * <p>Resolves when half of what was lost has been won back. Says nothing without evaluations. Which data were evaluated
 * is not known; where they were the training data, there is no gap.
 */
public final class OverfittingDetector implements Detector {

    static final double LOST = 0.2;
    static final double GAP = 0.3;
    static final int EVALUATIONS = 3;

    @Override
    public String kind() {
        return "overfitting";
    }

    @Override
    public Persistence persistence() {
        return new Persistence(1, 1);
    }

    @Override
    public Verdict look(RunHistory run) {
        return Validation.of(run).map(found -> look(run, found)).orElse(Verdict.unclear());
    }

    private static Verdict look(RunHistory run, Validation found) {
        double lost = found.best() - found.last();
        if (lost < LOST / 2) {
            return Verdict.absent();
        }
        boolean lasts = found.sinceBest() >= EVALUATIONS;
        boolean trains = Learning.isPresent(run) && run.skill() - found.last() > GAP;
        return lost > LOST && lasts && trains ? Verdict.present(symptom(run, found)) : Verdict.unclear();
    }

    private static Symptom symptom(RunHistory run, Validation found) {
        return new Symptom(
                "overfitting",
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
