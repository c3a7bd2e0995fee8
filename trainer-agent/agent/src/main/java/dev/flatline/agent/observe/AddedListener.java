package dev.flatline.agent.observe;

import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;

/** A listener that a program adds to its models itself: every model it is added to becomes a run. */
public abstract class AddedListener extends ModelListener {

    private final Watch watch;
    private final @Nullable String runName;

    protected AddedListener(@Nullable String runName) {
        this(Watch.ofProcess(), runName);
    }

    AddedListener(Watch watch, @Nullable String runName) {
        this.watch = watch;
        this.runName = runName;
    }

    @Override
    final @Nullable ModelObserver observerOf(Model model) {
        if (watch.isOff()) {
            return null;
        }
        ModelObserver observer = watch.observerOf(model);
        if (observer == null) {
            Network network = Network.of(model);
            observer = network == null ? null : watch.observe(network, this, runName);
        }
        return observer == null || observer.owner() == this || takesOver(observer, model) ? observer : null;
    }

    /** A program may replace its listeners by new ones between two fits; the run goes on. */
    private boolean takesOver(ModelObserver observer, Model model) {
        Network network = Network.of(model);
        boolean replaced =
                network != null && network.listeners().stream().noneMatch(listener -> listener == observer.owner());
        if (replaced) {
            observer.ownedBy(this);
        }
        return replaced;
    }

    @Override
    final void failed(Throwable error) {
        watch.failed(error);
    }
}
