package dev.flatline.alerting.notify;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what became of the announcements of each channel. Safe to read and write from any thread. */
public final class Deliveries {

    /** What is counted. */
    public enum Event {
        DELIVERED,
        /** An attempt failed and another was made. */
        RETRIED,
        /** The receiver refused the announcement for good. */
        REJECTED,
        /** Every attempt failed. */
        GIVEN_UP
    }

    private record Key(String channel, Event event) {}

    private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String channel, Event event) {
        counts.computeIfAbsent(new Key(channel, event), key -> new LongAdder()).increment();
    }

    /** How often the event happened on the channel; 0 for a channel that does not exist. */
    public long of(String channel, Event event) {
        LongAdder count = counts.get(new Key(channel, event));
        return count == null ? 0 : count.sum();
    }
}
