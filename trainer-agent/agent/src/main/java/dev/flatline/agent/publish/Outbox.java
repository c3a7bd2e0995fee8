package dev.flatline.agent.publish;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for the broker, bounded by number and by bytes.
 *
 * <p>When it is full the oldest step goes, because the newest says most about how the training is now; its run is told,
 * so every loss is counted. Descriptions and ends of runs are kept in any case (there are two for each run). There is
 * no lock: the training thread never waits for the sender, whatever the scheduler does to it.
 */
final class Outbox {

    private final Queue<Message> kept = new ConcurrentLinkedQueue<>();
    private final Queue<Message> messages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final int mostMessages;
    private final long mostBytes;

    Outbox(int mostMessages, long mostBytes) {
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
    }

    /** Adds a message, at the cost of the oldest where there is no room. */
    void offer(Message message) {
        messages.add(message);
        int waiting = count.incrementAndGet();
        long waitingBytes = bytes.addAndGet(message.bytes());
        while (waiting > mostMessages || (waitingBytes > mostBytes && waiting > 1)) {
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

    /** Puts back a description or end of a run whose delivery failed; it is the next to go. */
    void keep(Message message) {
        kept.add(message);
    }

    /** The oldest message, which the caller then has; {@code null} when there is none. */
    @Nullable
    Message take() {
        Message first = kept.poll();
        return first == null ? poll() : first;
    }

    boolean isEmpty() {
        return kept.isEmpty() && messages.isEmpty();
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
