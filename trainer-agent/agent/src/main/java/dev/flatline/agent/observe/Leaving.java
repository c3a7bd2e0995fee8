package dev.flatline.agent.observe;

import dev.flatline.agent.attach.AttachedListener;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * The way out: takes our listeners out of the models that train, each on its own thread at its next update, since
 * DL4J's lists bear nothing else. In models that make no update within {@value #SECONDS} seconds, or whose training is
 * over, an empty listener stays.
 */
final class Leaving {

    private static final int SECONDS = 5;
    private static final long LONGEST = Duration.ofSeconds(SECONDS).toNanos();

    /** Between two batches of a training a thread is not within {@code fit}, but not for long. */
    private static final int IDLE_LOOKS = 25;

    private static final long LOOK_EVERY = Duration.ofMillis(20).toNanos();

    private final Watch watch;
    private final Set<AttachedListener> attached = Collections.newSetFromMap(new WeakHashMap<>());
    private volatile boolean begun;
    private boolean emptied;

    Leaving(Watch watch) {
        this.watch = watch;
    }

    boolean hasBegun() {
        return begun;
    }

    /** The listener to be put into a model's list; for an update that was begun before all was over, an empty one. */
    synchronized AttachedListener attached(TrainingListener inner) {
        AttachedListener made = new AttachedListener(inner);
        attached.add(made);
        if (emptied) {
            made.empty();
        }
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

    /** Waits until every model in training has lost its listener, none trains any more, or the time is over. */
    void await() {
        begun = true;
        long start = System.nanoTime();
        for (int idle = 0; idle < IDLE_LOOKS && System.nanoTime() - start < LONGEST; idle++) {
            List<Observer> heard =
                    watch.observers().stream().filter(Observer::isInTraining).toList();
            if (heard.isEmpty()) {
                return;
            }
            if (heard.stream().anyMatch(this::isFitting)) {
                idle = 0;
            }
            LockSupport.parkNanos(LOOK_EVERY);
        }
    }

    /** A thread that trains another model since long will not come back to this one. */
    private boolean isFitting(Observer observer) {
        return observer.isFitting()
                && watch.observers().stream()
                        .noneMatch(other ->
                                other.trainer() == observer.trainer() && other.left() - observer.left() > LONGEST);
    }

    /** Ends the runs; no callback comes through any more. */
    void close(String reason) {
        emptyAll();
        watch.close(reason);
    }

    private synchronized void emptyAll() {
        emptied = true;
        attached.forEach(AttachedListener::empty);
    }
}
