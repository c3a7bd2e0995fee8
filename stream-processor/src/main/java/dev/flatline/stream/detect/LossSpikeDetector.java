package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.LossTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * The loss of a network that had learned has jumped, and what was learned is gone for now.
 *
 * <p>The median of the last 10 losses is compared with that of the 50 before: it is more than {@link #JUMP} (10) robust
 * standard deviations (1.4826 times the median absolute deviation) higher, it is above the loss of the best constant
 * answer, and before it was 20 % better than that. A jump that heals within a few iterations does
 * not move a median of 10, and does no harm: learning-rate schedules with restarts make such jumps on purpose. A leading
 * indicator: what does not heal becomes loss-divergence.
 *
 * <p>Resolves when the last 10 are better than a constant again. Says nothing where no best constant is known.
 */
public final class LossSpikeDetector implements Detector {

    private static final String KIND = "loss-spike";

    static final Threshold JUMP = new Threshold(
            KIND, "jump", 10, Unit.DEVIATIONS, "fires when the loss is higher by so many robust deviations");

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Persistence persistence() {
        return new Persistence(5, 10);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(JUMP);
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
        boolean hadLearned = 1 - loss.before() > Learning.something(run);
        boolean jumped = loss.newest() > loss.before() + JUMP.of(run) * loss.deviationBefore();
        return hadLearned && jumped ? Verdict.present(symptom(run)) : Verdict.unclear();
    }

    private static Symptom symptom(RunHistory run) {
        LossTrend loss = run.lossTrend();
        return new Symptom(
                KIND,
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
