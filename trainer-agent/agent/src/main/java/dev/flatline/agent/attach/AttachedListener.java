package dev.flatline.agent.attach;

import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * What the agent puts into a model's list of listeners: leads DL4J's callbacks to the agent's own listener.
 *
 * <p>Defined beside DL4J, as {@link TrainingHooks} is. After a detach it may stay in the list of a model that trains no
 * more; being empty then, it holds nothing of the agent.
 */
public final class AttachedListener extends GuardedListener {

    private volatile @Nullable TrainingListener inner;

    public AttachedListener(TrainingListener inner) {
        this.inner = inner;
    }

    /** The agent's listener; {@code null} once detached. */
    public @Nullable TrainingListener inner() {
        return inner;
    }

    /** Lets go of the agent, for good. */
    public void empty() {
        inner = null;
    }

    @Override
    protected @Nullable TrainingListener taker() {
        return inner;
    }

    /** The agent's listener has a guard of its own that counts; what gets through that one too is beyond counting. */
    @Override
    protected void thrown(Throwable error) {
        empty();
    }
}
