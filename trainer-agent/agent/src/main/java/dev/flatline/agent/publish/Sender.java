package dev.flatline.agent.publish;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that speaks to the broker: takes the oldest message, hands it over, waits where waiting is needed.
 *
 * <p>It looks for messages every 20 ms instead of being woken, so that the training thread makes no system call. At
 * most {@value #MOST_IN_FLIGHT} messages are with the producer; while the broker is away the rest waits in the outbox,
 * where the newest survive.
 */
final class Sender implements Runnable {

    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long RETRY_AFTER = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int MOST_IN_FLIGHT = 256;

    private final Outbox outbox;
    private final Link link;
    private final Reachability reachability;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final CountDownLatch done = new CountDownLatch(1);

    private volatile boolean closing;
    private volatile long deadline;
    private @Nullable Message pending;

    Sender(Outbox outbox, Link link, Reachability reachability) {
        this.outbox = outbox;
        this.link = link;
        this.reachability = reachability;
    }

    @Override
    public void run() {
        try {
            while (!closing || (!finished() && System.nanoTime() - deadline < 0)) {
                if (!sendOne()) {
                    LockSupport.parkNanos(this, closing ? LOOK_EVERY / 10 : LOOK_EVERY);
                }
            }
            link.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        } finally {
            done.countDown();
        }
    }

    /** Sends what is left and stops; returns when that is done, or the time is over. */
    void finish(Duration longest) {
        deadline = System.nanoTime() + longest.toNanos();
        closing = true;
        try {
            if (!done.await(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                reachability.gaveUp();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean finished() {
        return pending == null && outbox.isEmpty() && inFlight.get() == 0;
    }

    /** Whether there was something to do, so that the next look may follow at once. */
    private boolean sendOne() {
        if (inFlight.get() >= MOST_IN_FLIGHT) {
            return false;
        }
        Message message = pending == null ? outbox.take() : pending;
        if (message == null) {
            return false;
        }
        pending = message;
        inFlight.incrementAndGet();
        Link.Handover handover = link.send(message, failure -> decided(message, failure));
        if (handover instanceof Link.Handover.NotNow notNow) {
            inFlight.decrementAndGet();
            reachability.away(notNow.reason());
            LockSupport.parkNanos(this, RETRY_AFTER);
            return true;
        }
        if (handover instanceof Link.Handover.Never never) {
            inFlight.decrementAndGet();
            message.run().lost();
            reachability.refused(never.reason());
        }
        pending = null;
        return true;
    }

    /** Called by the producer's own thread. */
    private void decided(Message message, @Nullable Exception failure) {
        inFlight.decrementAndGet();
        if (failure == null) {
            reachability.there();
            return;
        }
        reachability.away(String.valueOf(failure.getMessage()));
        if (message.lifecycle()) {
            outbox.keep(message);
        } else {
            message.run().lost();
        }
    }
}
