package dev.flatline.agent.attach;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the instrumented methods of DL4J call. A copy of this class lives in each class loader that holds DL4J, so it
 * knows nothing but the JDK.
 *
 * <p>Nothing thrown behind these calls reaches the training: the first throwable switches the hooks off.
 */
public final class TrainingHooks {

    /** Takes the model that is about to be updated. */
    public static volatile @Nullable Consumer<Object> optimizing;

    /** Takes loss function, labels, logits, activation function and mask (may be null) of a loss computation. */
    public static volatile @Nullable Consumer<@Nullable Object[]> scoring;

    private TrainingHooks() {}

    /** Called at the beginning of {@code Solver.optimize}. */
    public static void optimizing(Object model) {
        Consumer<Object> taker = optimizing;
        if (taker != null) {
            try {
                taker.accept(model);
            } catch (Throwable e) {
                switchOff();
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
                switchOff();
            }
        }
    }

    private static void switchOff() {
        optimizing = null;
        scoring = null;
    }
}
