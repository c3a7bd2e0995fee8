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
 * The loss has gone up and stays there.
 *
 * <p>Variant {@code rising}: the median of the last 60 losses is more than {@link #FACTOR} times that of the best
 * constant answer, and more than {@link #FACTOR} times the lowest rolling loss of the run (TheDeepChecker calls twice
 * the minimum diverging), and it is not coming down. Variant {@code learning-lost}: the run had a skill above
 * 0.2 over 100 iterations, and is now worth less than a constant.
 *
 * <p>Medians and the best constant's loss as the unit: neither one odd mini-batch nor the scale of the loss matters, and
 * a network that begins far off and comes down is silent. Resolves when the loss is below that of the best constant.
 * Says nothing where no best constant answer is known.
 */
public final class LossDivergenceDetector implements Detector {

    private static final String KIND = "loss-divergence";

    static final Threshold FACTOR = new Threshold(
            KIND,
            "factor",
            2,
            Unit.RATIO,
            "fires when the loss is above so many times the best constant answer's, and its own lowest");

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
        return List.of(FACTOR);
    }

    @Override
    public Verdict look(RunHistory run) {
        LossTrend loss = run.lossTrend();
        if (Double.isNaN(loss.median())) {
            return Verdict.unclear();
        }
        if (loss.median() < 1) {
            return Verdict.absent();
        }
        if (isComingDown(loss)) {
            return Verdict.unclear();
        }
        if (hadLearned(run)) {
            return Verdict.present(lost(run));
        }
        return isFarUp(run) ? Verdict.present(rising(run)) : Verdict.unclear();
    }

    /** Whether the loss is up and not coming down, for detectors that look for the cause. */
    static boolean isPresent(RunHistory run) {
        LossTrend loss = run.lossTrend();
        return loss.median() >= 1 && !isComingDown(loss) && (hadLearned(run) || isFarUp(run));
    }

    private static boolean isComingDown(LossTrend loss) {
        return loss.newest() < loss.before() - loss.deviationBefore()
                || loss.course().rise() < -LossPlateauDetector.CERTAIN;
    }

    private static boolean hadLearned(RunHistory run) {
        return 1 - run.lossTrend().best() > Learning.something(run);
    }

    private static boolean isFarUp(RunHistory run) {
        LossTrend loss = run.lossTrend();
        return loss.median() > FACTOR.of(run) && loss.median() > FACTOR.of(run) * loss.lowest();
    }

    private static Symptom rising(RunHistory run) {
        return symptom(
                run,
                "rising",
                "The loss has risen to " + Figures.show(run.lossTrend().median())
                        + " times what always giving the same answer would cost, from "
                        + Figures.show(run.lossTrend().lowest()) + " times.");
    }

    private static Symptom lost(RunHistory run) {
        return symptom(
                run,
                "learning-lost",
                "The network had come to a skill of "
                        + Figures.percent(1 - run.lossTrend().best())
                        + ", and is now worth less than always giving the same answer: its loss is "
                        + Figures.show(run.lossTrend().median()) + " times as high.");
    }

    private static Symptom symptom(RunHistory run, String variant, String message) {
        return new Symptom(
                KIND,
                variant,
                Severity.CRITICAL,
                List.of(),
                message,
                Evidence.of("relative_loss", run.lossTrend().median())
                        .and("lowest_relative_loss", run.lossTrend().lowest())
                        .and("best_relative_loss_of_100", run.lossTrend().best())
                        .andSkillOf(run)
                        .numbers());
    }
}
