package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.OutputTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * The loss stands at what a constant answer would get, and nothing points to its leaving.
 *
 * <p>A loss that stands is a fault only where nothing was learned: at a skill above {@link Learning#NOTHING} it may be a
 * good optimum. Where nothing was learned it may be a saddle, as in XOR, parity or deep tanh networks, that the network
 * is about to leave. So this waits until a healthy run would have shown something: {@value #STEPS} steps, every example
 * seen {@value #PASSES} times, and a way of the weights of {@value #WAY} times their own size (networks on XOR, parity
 * and rings that learned late did so after 0.8 to 2.8, whatever the updater, its rate and the number of steps). And it asks for standstill
 * over the last half of the run or more: neither does the loss fall nor do the answers spread apart, by the test of Mann
 * and Kendall at 95 %. Says nothing where no best constant answer is known.
 */
public final class LossPlateauDetector implements Detector {

    static final int STEPS = 1_000;
    static final double PASSES = 2;
    static final double WAY = 3;

    /** One-sided 95 % of the normal distribution. */
    static final double CERTAIN = 1.645;

    @Override
    public String kind() {
        return "loss-plateau";
    }

    @Override
    public Persistence persistence() {
        return new Persistence(100, 20);
    }

    @Override
    public Verdict look(RunHistory run) {
        if (run.steps() < STEPS || Double.isNaN(run.lossTrend().course().rise())) {
            return Verdict.unclear();
        }
        if (Learning.isPresent(run)) {
            return Verdict.absent();
        }
        return run.skill() < Learning.NOTHING && hasHadItsChance(run) && stands(run)
                ? Verdict.present(symptom(run))
                : Verdict.unclear();
    }

    private static boolean hasHadItsChance(RunHistory run) {
        return run.pace().way() >= WAY && !(run.passes() < PASSES);
    }

    /** True when neither the loss falls nor the answers of an output spread apart; false when that is not known. */
    static boolean stands(RunHistory run) {
        return run.lossTrend().course().rise() > -CERTAIN
                && run.outputs().stream().map(OutputTrend::spread).noneMatch(spread -> spread.rise() > CERTAIN);
    }

    private static Symptom symptom(RunHistory run) {
        long steps = run.lossTrend().course().judgedValues();
        return new Symptom(
                "loss-plateau",
                "",
                Severity.WARNING,
                List.of(),
                "For " + steps + " iterations the loss has stood at "
                        + Figures.percent(run.lossTrend().median())
                        + " of what always giving the same answer would cost, and does not fall, though the weights move.",
                Evidence.of("relative_loss", run.lossTrend().median())
                        .and("loss_trend", run.lossTrend().course().rise())
                        .and("iterations_judged", (double) steps)
                        .and("way_of_weights", run.pace().way())
                        .and("passes_over_data", run.passes())
                        .andSkillOf(run)
                        .numbers());
    }
}
