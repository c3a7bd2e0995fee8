package dev.flatline.agent.observe;

import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;

/** The listener that the hook adds to a model that is about to be updated. It speaks of that model alone. */
final class HookedListener extends ModelListener {

    private final Watch watch;
    private volatile @Nullable ModelObserver fed;

    HookedListener(Watch watch) {
        this.watch = watch;
    }

    @Override
    @Nullable
    ModelObserver observerOf(Model model) {
        ModelObserver known = fed;
        ModelObserver observer = known != null && known.observes(model) ? known : watch.observerOf(model);
        if (watch.isOff() || observer == null || observer.owner() != this) {
            return null;
        }
        fed = observer;
        return observer;
    }

    @Override
    void failed(Throwable error) {
        watch.failed(error);
    }
}
