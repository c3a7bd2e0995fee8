package dev.flatline.agent.attach;

import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the instrumented methods of DL4J call. A copy of this class lives in each class loader that holds DL4J, so it
 * knows nothing but the JDK.
 *
 * <p>Nothing thrown behind these calls reaches the training: the first throwable switches the hooks off, and is told.
 */
public final class TrainingHooks {

    /** Takes the model that is about to be updated. */
    public static volatile @Nullable Consumer<Object> optimizing;

    /** Takes loss function, labels, logits, activation function and mask (may be null) of a loss computation. */
    public static volatile @Nullable Consumer<@Nullable Object[]> scoring;

    /** Takes a model, what it was evaluated to, and what a loss is of (may be null). */
    public static volatile @Nullable Consumer<@Nullable Object[]> evaluated;

    /** Takes graph, configuration, placeholders and listeners of an update of SameDiff; gives the listeners. */
    public static volatile @Nullable Function<@Nullable Object[], @Nullable Object> training;

    /** Takes a model in a loop over data and whether there are more; says whether the loop goes on. */
    public static volatile @Nullable BiPredicate<Object, Boolean> continuing;

    /** Takes what was thrown behind a hook. */
    public static volatile @Nullable Consumer<Throwable> failing;

    private TrainingHooks() {}

    /** Called at the beginning of {@code Solver.optimize}. */
    public static void optimizing(Object model) {
        Consumer<Object> taker = optimizing;
        if (taker != null) {
            try {
                taker.accept(model);
            } catch (Throwable e) {
                switchOff(e);
            }
        }
    }

    /** Called at the beginning of {@code computeScore} of every loss function. */
    public static void scoring(Object loss, Object labels, Object logits, Object activation, @Nullable Object mask) {
        Consumer<@Nullable Object[]> taker = scoring;
        if (taker != null) {
            try {
                taker.accept(new @Nullable Object[] {loss, labels, logits, activation, mask});
            } catch (Throwable e) {
                switchOff(e);
            }
        }
    }

    /** Called at the end of {@code doEvaluation}, with its result. */
    public static void evaluated(Object model, @Nullable Object evaluations) {
        evaluated(new @Nullable Object[] {model, evaluations, null});
    }

    /** Called at the end of {@code score}, and of the calculations of early stopping, with what they return. */
    public static void validated(double loss, @Nullable Object model, @Nullable Object of, boolean training) {
        if (evaluated != null && !training) {
            evaluated(new @Nullable Object[] {model, loss, of});
        }
    }

    private static void evaluated(@Nullable Object[] evaluation) {
        Consumer<@Nullable Object[]> taker = evaluated;
        if (taker != null) {
            try {
                taker.accept(evaluation);
            } catch (Throwable e) {
                switchOff(e);
            }
        }
    }

    /** Called at the beginning of SameDiff's {@code trainingIteration}, which goes on with what is returned. */
    public static @Nullable Object training(
            Object graph, Object config, @Nullable Object placeholders, @Nullable Object listeners) {
        Function<@Nullable Object[], @Nullable Object> giver = training;
        if (giver != null) {
            try {
                return giver.apply(new @Nullable Object[] {graph, config, placeholders, listeners});
            } catch (Throwable e) {
                switchOff(e);
            }
        }
        return listeners;
    }

    /** Called behind each {@code hasNext} of the loops in {@code fit}, which goes on with what is returned. */
    public static boolean goesOn(boolean hasNext, Object model) {
        BiPredicate<Object, Boolean> asked = continuing;
        if (asked != null) {
            try {
                return asked.test(model, hasNext) && hasNext;
            } catch (Throwable e) {
                switchOff(e);
            }
        }
        return hasNext;
    }

    private static void switchOff(Throwable error) {
        Consumer<Throwable> teller = failing;
        training = null;
        optimizing = null;
        scoring = null;
        evaluated = null;
        continuing = null;
        failing = null;
        try {
            if (teller != null) {
                teller.accept(error);
            }
        } catch (Throwable e) {
            // The training goes on, if without a word.
            return;
        }
    }
}
