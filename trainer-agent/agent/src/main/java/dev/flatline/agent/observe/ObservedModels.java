package dev.flatline.agent.observe;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Observers by model, by identity: DL4J's networks are equal when their contents are. A model that is gone takes its
 * observer along. Thread-safe, without locks on the way of an update.
 */
final class ObservedModels<V> {

    private final Map<Identity, V> observers = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    @Nullable
    V get(Object model) {
        return observers.get(new Identity(model, null));
    }

    void put(Object model, V observer) {
        observers.put(new Identity(model, gone), observer);
    }

    List<V> all() {
        return List.copyOf(observers.values());
    }

    /** Hands over the observers of models that no longer exist. */
    void removeGone(Consumer<V> taker) {
        for (Reference<?> key = gone.poll(); key != null; key = gone.poll()) {
            V observer = observers.remove(key);
            if (observer != null) {
                taker.accept(observer);
            }
        }
    }

    /** A model as a key: equal to itself when it is gone, and to another of the same model while it is there. */
    private static final class Identity extends WeakReference<Object> {

        private final int hash;

        Identity(Object model, @Nullable ReferenceQueue<Object> queue) {
            super(model, queue);
            hash = System.identityHashCode(model);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Object own = get();
            return own != null && other instanceof Identity identity && identity.refersTo(own);
        }
    }
}
