package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.OutputTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * The loss stands at what a constant answer would get, and nothing points to its leaving.
 *
 * <p>A loss that stands is a fault only where nothing was learned: at a skill above {@link Learning#NOTHING} it may be a
 * good optimum. Where nothing was learned it may be a saddle, as in XOR, parity or deep tanh networks, that the network
 * is about to leave. So this waits until a healthy run would have shown something: {@link #STEPS} (600) steps, more where
 * mini-batches are so small that they hide it; every example seen {@link #PASSES} (2) times; and weights that could have been
 * written anew: a way of {@link #WAY} (1) times their own size. (Half of these steps and of this way gave no false alarm in
 * 114 healthy trainings, XOR, parity and rings among them, which learned after a way of 0.3 to 2.8.)
 *
 * <p>And it asks for standstill over the last half of the run or more, by the test of Mann and Kendall: the answers do
 * not spread apart, and the loss does not fall. Or it falls so slowly that three times the run would not do, in a network
 * with fewer parameters than there are different examples: one with more can learn them by heart, and every saddle ends.
 *
 * <p>Variant {@code linear}: the loss of a network whose hidden layers are linear and redundant ({@link LinearNetwork})
 * neither falls nor rises, at a skill below {@link #GOOD} (0.5), after as many steps and passes. What it has learned is all
 * it can.
 *
 * <p>Says nothing where no best constant answer is known.
 */
public final class LossPlateauDetector implements Detector {

    private static final String KIND = "loss-plateau";

    static final Threshold STEPS = new Threshold(
            KIND, "steps", 600, Unit.STEPS, "before so many it is not judged, or more where mini-batches are small");
    static final Threshold PASSES =
            new Threshold(KIND, "passes", 2, Unit.RATIO, "nor before each example was seen so many times");
    static final Threshold WAY =
            new Threshold(KIND, "way", 1, Unit.RATIO, "nor before the weights went so many times their size");
    static final Threshold LONGER = new Threshold(
            KIND,
            "longer",
            3,
            Unit.RATIO,
            "a loss that falls so slowly that learning takes so many times the run, stands");

    static final Threshold GOOD = new Threshold(
            KIND, "good", 0.5, Unit.SKILL, "linear: a network of redundant linear layers stands at less skill");

    /** One standard deviation: of a series without a trend, two thirds are within it. */
    static final Threshold STILL =
            new Threshold(KIND, "still", 1, Unit.DEVIATIONS, "a loss stands whose trend is within so much of none");

    /** One-sided 95 % of the normal distribution. */
    static final double CERTAIN = 1.645;

    /** Above this noise of a mini-batch (one of 16 examples) it takes longer, in proportion. */
    private static final double QUIET = 0.5;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Persistence persistence() {
        return new Persistence(200, 20);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(STEPS, PASSES, WAY, LONGER, STILL, GOOD);
    }

    @Override
    public Verdict look(RunHistory run) {
        if (run.steps() < STEPS.of(run) || Double.isNaN(run.lossTrend().course().rise())) {
            return Verdict.unclear();
        }
        boolean linear = LinearNetwork.isRedundant(run) && run.skill() < GOOD.of(run);
        if (linear && isSettled(run)) {
            return Verdict.present(symptom(run, "linear"));
        }
        if (Learning.isPresent(run)) {
            return linear ? Verdict.unclear() : Verdict.absent();
        }
        return run.skill() < Learning.nothing(run) && hasHadItsChance(run) && stands(run)
                ? Verdict.present(symptom(run, ""))
                : Verdict.unclear();
    }

    /** A linear network has no saddles to leave: where its loss stands it has found what it can. */
    private static boolean isSettled(RunHistory run) {
        double still = STILL.of(run);
        return hasMade(STEPS.of(run), run)
                && !(run.passes() < PASSES.of(run))
                && Math.abs(run.lossTrend().course().rise()) < still;
    }

    private static boolean hasHadItsChance(RunHistory run) {
        return hasMade(STEPS.of(run), run) && run.pace().way() >= WAY.of(run) && !(run.passes() < PASSES.of(run));
    }

    /** Whether so many steps have been made; more where mini-batches are so small that they hide what happens. */
    static boolean hasMade(double steps, RunHistory run) {
        return run.steps() >= steps * Math.max(1, run.lossTrend().noise() / QUIET);
    }

    /** True when neither the loss falls nor the answers of an output spread apart; false when that is not known. */
    static boolean stands(RunHistory run) {
        double still = STILL.of(run);
        boolean spreads = run.outputs().stream().map(OutputTrend::spread).anyMatch(spread -> spread.rise() > still);
        return !spreads && (run.lossTrend().course().rise() > -still || creeps(run));
    }

    private static boolean creeps(RunHistory run) {
        long parameters = run.description().getModel().getParameters();
        return parameters > 0
                && run.distinctExamples() > parameters
                && run.lossTrend().stepsTo(1 - Learning.nothing(run)) > LONGER.of(run) * run.steps();
    }

    private static Symptom symptom(RunHistory run, String variant) {
        long steps = run.lossTrend().course().judgedValues();
        return new Symptom(
                KIND,
                variant,
                Severity.WARNING,
                List.of(),
                "For " + steps + " iterations the loss has stood at "
                        + Figures.percent(run.lossTrend().median())
                        + " of what always giving the same answer would cost, and does not fall, though the weights move"
                        + (variant.isEmpty() ? "." : "; the hidden layers are linear, and one alone could do as much."),
                Evidence.of("relative_loss", run.lossTrend().median())
                        .and("loss_trend", run.lossTrend().course().rise())
                        .and("iterations_judged", (double) steps)
                        .and("way_of_weights", run.pace().way())
                        .and("passes_over_data", run.passes())
                        .andSkillOf(run)
                        .numbers());
    }
}
