package dev.flatline.agent.publish;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for the broker in memory, bounded by number and by bytes, beside those that came back from it.
 *
 * <p>When it is full the oldest step goes, because the newest says most about how the training is now; its run is told,
 * so every loss is counted. Descriptions and ends of runs are kept in any case (there are two for each run). There is
 * no lock: the training thread never waits for the sender, whatever the scheduler does to it.
 */
final class Outbox {

    private final Deque<Message> returned = new ArrayDeque<>();
    private final AtomicLong returnedBytes = new AtomicLong();
    private final Queue<Message> kept = new ConcurrentLinkedQueue<>();
    private final Queue<Message> messages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final int mostMessages;
    private final long mostBytes;
    private volatile boolean closed;

    Outbox(int mostMessages, long mostBytes) {
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
    }

    /** Adds a message, at the cost of the oldest where there is no room. */
    void offer(Message message) {
        if (closed) {
            message.run().lost();
            return;
        }
        messages.add(message);
        int waiting = count.incrementAndGet();
        long waitingBytes = bytes.addAndGet(message.bytes());
        // Closed after it was looked at: who empties it may be through already.
        int most = closed ? 0 : mostMessages;
        while (waiting > most || (waitingBytes > mostBytes && waiting > 1)) {
            Message oldest = poll();
            if (oldest == null) {
                return;
            }
            if (oldest.lifecycle()) {
                kept.add(oldest);
            } else {
                oldest.run().lost();
            }
            waiting = count.get();
            waitingBytes = bytes.get();
        }
    }

    /** Takes a message back, which is the next to go. For the taker's thread only, as is {@link #take}. */
    void putBack(Message message) {
        returned.addFirst(message);
        returnedBytes.addAndGet(message.bytes());
    }

    /** Counts all that waits as lost, and all that comes. */
    void close() {
        closed = true;
        for (Message message = take(); message != null; message = take()) {
            message.run().lost();
        }
    }

    /** Whether steps may soon be dropped. */
    boolean isHalfFull() {
        return count.get() > mostMessages / 2 || bytes.get() > mostBytes / 2;
    }

    /** Of all that waits here. */
    long bytes() {
        return bytes.get() + returnedBytes.get();
    }

    /** The oldest message, which the caller then has; {@code null} when there is none. */
    @Nullable
    Message take() {
        Message first = returned.poll();
        if (first != null) {
            returnedBytes.addAndGet(-first.bytes());
            return first;
        }
        Message next = kept.poll();
        return next == null ? poll() : next;
    }

    boolean isEmpty() {
        return returned.isEmpty() && kept.isEmpty() && messages.isEmpty();
    }

    private @Nullable Message poll() {
        Message oldest = messages.poll();
        if (oldest != null) {
            count.decrementAndGet();
            bytes.addAndGet(-oldest.bytes());
        }
        return oldest;
    }
}
