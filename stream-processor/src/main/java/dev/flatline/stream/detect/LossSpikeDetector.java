package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.LossTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * The loss of a network that had learned has jumped, and what was learned is gone for now.
 *
 * <p>The median of the last 10 losses is compared with that of the 50 before: it is more than {@value #JUMP} robust
 * standard deviations (1.4826 times the median absolute deviation) higher, it is above the loss of the best constant
 * answer, and before it was {@link Learning#SOMETHING} better than that. A jump that heals within a few iterations does
 * not move a median of 10, and does no harm: learning-rate schedules with restarts make such jumps on purpose. A leading
 * indicator: what does not heal becomes loss-divergence.
 *
 * <p>Resolves when the last 10 are better than a constant again. Says nothing where no best constant is known.
 */
public final class LossSpikeDetector implements Detector {

    static final double JUMP = 10;

    @Override
    public String kind() {
        return "loss-spike";
    }

    @Override
    public Persistence persistence() {
        return new Persistence(5, 10);
    }

    @Override
    public Verdict look(RunHistory run) {
        LossTrend loss = run.lossTrend();
        if (Double.isNaN(loss.newest())) {
            return Verdict.unclear();
        }
        if (loss.newest() < 1) {
            return Verdict.absent();
        }
        boolean hadLearned = 1 - loss.before() > Learning.SOMETHING;
        boolean jumped = loss.newest() > loss.before() + JUMP * loss.deviationBefore();
        return hadLearned && jumped ? Verdict.present(symptom(run)) : Verdict.unclear();
    }

    private static Symptom symptom(RunHistory run) {
        LossTrend loss = run.lossTrend();
        return new Symptom(
                "loss-spike",
                "",
                Severity.WARNING,
                List.of(),
                "The loss has jumped from " + Figures.show(loss.before()) + " to " + Figures.show(loss.newest())
                        + " times that of a constant answer, "
                        + Figures.show((loss.newest() - loss.before()) / loss.deviationBefore())
                        + " times its usual spread: what was learned is gone for now.",
                Evidence.of("relative_loss_of_10", loss.newest())
                        .and("relative_loss_before", loss.before())
                        .and("spread_before", loss.deviationBefore())
                        .andSkillOf(run)
                        .numbers());
    }
}
