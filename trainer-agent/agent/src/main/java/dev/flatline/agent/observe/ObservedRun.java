package dev.flatline.agent.observe;

import dev.flatline.agent.publish.Publisher;
import dev.flatline.agent.publish.RunChannel;
import dev.flatline.events.v1.RunEnded;
import java.lang.ref.WeakReference;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One run and the observers of all replicas that train in it. Keeps no model alive. Thread-safe. */
final class ObservedRun implements Publisher.OpenRun {

    private final WeakReference<Object> root;
    private final RunChannel channel;
    private final List<Observer> observers = new CopyOnWriteArrayList<>();

    ObservedRun(Object root, RunChannel channel) {
        this.root = new WeakReference<>(root);
        this.channel = channel;
    }

    boolean isOf(Object model) {
        return root.refersTo(model);
    }

    RunChannel channel() {
        return channel;
    }

    void add(Observer observer) {
        observers.add(observer);
    }

    /** How its model is steered; {@code null} where there is none, or several, or none that can be. */
    @Nullable
    Steering steering() {
        List<Observer> all = List.copyOf(observers);
        return all.size() == 1 && all.get(0) instanceof ModelObserver only ? only.steering() : null;
    }

    /** Forgets an observer whose model is gone; whether it was the last one of this run. */
    boolean lost(Observer observer) {
        return observers.remove(observer) && observers.isEmpty();
    }

    /** One replica that failed has failed the run. */
    @Override
    public void end() {
        observers.forEach(Observer::flush);
        observers.stream()
                .map(Observer::ending)
                .min(Comparator.comparingInt(ObservedRun::rank))
                .ifPresent(ending -> channel.ended(ending.status(), ending.reason()));
    }

    private static int rank(RunEnding ending) {
        if (ending.status() == RunEnded.Status.FAILED) {
            return 0;
        }
        return ending.status() == RunEnded.Status.KILLED ? 1 : 2;
    }
}
