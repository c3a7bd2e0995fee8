package dev.flatline.agent.observe;

import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;

/** The listener that the hook adds to a model that is about to be updated. It speaks of that model alone. */
final class HookedListener extends ModelListener {

    private final Watch watch;

    HookedListener(Watch watch) {
        this.watch = watch;
    }

    @Override
    @Nullable
    ModelObserver observerOf(Model model) {
        ModelObserver observer = watch.isOff() ? null : watch.observerOf(model);
        return observer != null && observer.owner() == this ? observer : null;
    }

    @Override
    void failed(Throwable error) {
        watch.failed(error);
    }
}
