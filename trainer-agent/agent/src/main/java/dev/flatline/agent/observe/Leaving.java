package dev.flatline.agent.observe;

import dev.flatline.agent.attach.AttachedListener;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * The way out: takes our listeners out of the models that train, each on its own thread at its next update, since
 * DL4J's lists bear nothing else. In models that make no update within {@value #SECONDS} seconds an empty listener stays.
 */
final class Leaving {

    private static final int SECONDS = 5;

    private final Watch watch;
    private final Set<AttachedListener> attached = Collections.newSetFromMap(new WeakHashMap<>());
    private volatile boolean begun;

    Leaving(Watch watch) {
        this.watch = watch;
    }

    boolean hasBegun() {
        return begun;
    }

    /** The listener to be put into a model's list. */
    synchronized AttachedListener attached(TrainingListener inner) {
        AttachedListener made = new AttachedListener(inner);
        attached.add(made);
        return made;
    }

    /** A model that is about to be updated loses its listener. */
    void leave(@Nullable Network network) {
        if (network != null) {
            removeFrom(network);
            ModelObserver observer = watch.observerOf(network.model());
            if (observer != null) {
                observer.leave();
            }
        }
    }

    /** On the training thread, between updates, only. */
    void removeFrom(Network network) {
        if (network.listeners().stream().anyMatch(AttachedListener.class::isInstance)) {
            network.listeners().removeIf(AttachedListener.class::isInstance);
        }
    }

    /** Waits until every model in training has lost its listener, or the time is over. */
    void await() {
        begun = true;
        long deadline = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        while (watch.isInTraining() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }

    /** Ends the runs; no callback comes through any more. */
    void close(String reason) {
        emptyAll();
        watch.close(reason);
    }

    private synchronized void emptyAll() {
        attached.forEach(AttachedListener::empty);
    }
}
