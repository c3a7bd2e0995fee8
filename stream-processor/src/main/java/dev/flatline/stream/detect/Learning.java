package dev.flatline.stream.detect;

import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * Whether a run has learned anything yet.
 *
 * <p>Tiny gradients, still weights and saturated units are normal in a network that has converged; they are symptoms
 * only in one that has not. Nearly every detector asks this first: it is what keeps healthy runs quiet.
 */
final class Learning {

    private static final String SECTION = "learning";

    /** Steps before anything is judged: rolling means over 20 steps have filled, and start-up transients are over. */
    static final int WARM_UP = 20;

    /**
     * Skill (1 - loss / loss of the best constant answer) below which a run counts as having learned nothing. The
     * rolling skill of a run that learned nothing scatters around 0 by a few hundredths with mini-batches of 32.
     */
    static final double NOTHING = 0.1;

    /** Skill above which a run counts as learning; between the two it is undecided. */
    static final double SOMETHING = 0.2;

    private Learning() {}

    static double nothing(RunHistory run) {
        return LITTLE.of(run);
    }

    static double something(RunHistory run) {
        return ENOUGH.of(run);
    }

    static double sameAnswer(RunHistory run) {
        return ONE_ANSWER.of(run);
    }

    static boolean isWarmingUp(RunHistory run) {
        return run.steps() < BEGUN.of(run);
    }

    /**
     * Output diversity below which a network says the same to every input, and so cannot have learned anything, whatever
     * its loss: a sigmoid under a softmax loss reaches a loss of nearly 0 by always answering 1. It means outputs that
     * vary by less than 2 % of the labels' standard deviation; of 331 healthy runs of public benchmark programs none
     * ended there, of 416 failing ones 191.
     */
    static final double SAME_ANSWER = 4e-4;

    private static final Threshold BEGUN =
            new Threshold(SECTION, "warm-up", WARM_UP, Unit.STEPS, "before so many steps a run is not judged");
    private static final Threshold ENOUGH =
            new Threshold(SECTION, "something", SOMETHING, Unit.SKILL, "with more, a run counts as learning");
    private static final Threshold LITTLE = new Threshold(
                    SECTION, "nothing", NOTHING, Unit.SKILL, "with less, a run counts as having learned nothing")
            .notAbove(ENOUGH);
    private static final Threshold ONE_ANSWER = new Threshold(
            SECTION,
            "same-answer",
            SAME_ANSWER,
            Unit.RATIO,
            "a run whose outputs vary by less of the labels' variance has learned nothing, whatever its loss");

    static final List<Threshold> THRESHOLDS = List.of(BEGUN, LITTLE, ENOUGH, ONE_ANSWER);

    /** True when the run is worth no more than a constant answer. Without a known skill: when the score has not fallen. */
    static boolean isAbsent(RunHistory run) {
        if (givesOneAnswer(run)) {
            return true;
        }
        double skill = run.skill();
        return Double.isNaN(skill) ? hasNotFallen(run) : skill < nothing(run);
    }

    /** True when the run is clearly worth more than a constant answer. */
    static boolean isPresent(RunHistory run) {
        if (givesOneAnswer(run)) {
            return false;
        }
        double skill = run.skill();
        return Double.isNaN(skill) ? !hasNotFallen(run) : skill > something(run);
    }

    /** True when the score has fallen by a tenth of its early size or more since the run began. */
    static boolean hasFallen(RunHistory run) {
        return !hasNotFallen(run);
    }

    private static boolean givesOneAnswer(RunHistory run) {
        return run.outputDiversity() < sameAnswer(run);
    }

    /** The score fell by less than a tenth of its early size since the run began. */
    private static boolean hasNotFallen(RunHistory run) {
        return run.score() > run.earlyScore() - 0.1 * Math.abs(run.earlyScore());
    }
}
