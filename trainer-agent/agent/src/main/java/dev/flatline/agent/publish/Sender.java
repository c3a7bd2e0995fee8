package dev.flatline.agent.publish;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that speaks to the broker and to the disk.
 *
 * <p>It looks for messages every 20 ms instead of being woken, so that the training thread makes no system call.
 * Whatever is thrown here is counted; after {@value #MOST_ERRORS} times in a row it says so and stops.
 */
final class Sender implements Runnable {

    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long TO_KEEP_THE_REST = TimeUnit.MILLISECONDS.toNanos(300);
    private static final int MOST_ERRORS = 8;

    private final Delivery delivery;
    private final Reachability reachability;
    private final Task sendingOne;
    private final CountDownLatch done = new CountDownLatch(1);

    private volatile boolean closing;
    private volatile boolean sentAll;
    private volatile long deadline;
    private int errors;

    Sender(Delivery delivery, Reachability reachability) {
        this.delivery = delivery;
        this.reachability = reachability;
        sendingOne = delivery::sendOne;
    }

    /** Something to do; says whether there was anything. */
    private interface Task {
        boolean go();
    }

    @Override
    public void run() {
        try {
            attempt(delivery::open);
            while (goesOn()) {
                if (!attempt(sendingOne)) {
                    LockSupport.parkNanos(this, closing ? LOOK_EVERY / 10 : LOOK_EVERY);
                }
            }
            attempt(this::keepRest);
            attempt(this::close);
        } finally {
            done.countDown();
        }
    }

    private boolean goesOn() {
        boolean over = closing && (delivery.isFinished() || System.nanoTime() - deadline >= -TO_KEEP_THE_REST);
        return errors < MOST_ERRORS && !over;
    }

    /** An error must not end this thread; so nothing is allocated here, for memory may be what is missing. */
    private boolean attempt(Task task) {
        try {
            boolean did = task.go();
            errors = did ? 0 : errors;
            return did;
        } catch (Throwable e) {
            delivery.recover(e);
            if (++errors == MOST_ERRORS) {
                reachability.broken(e);
            }
            return false;
        }
    }

    private boolean keepRest() {
        sentAll = delivery.isFinished();
        delivery.keepRest();
        return true;
    }

    private boolean close() {
        delivery.close(closing ? Duration.ofNanos(Math.max(0, deadline - System.nanoTime())) : Duration.ZERO);
        return true;
    }

    /**
     * Sends what is left and stops; returns when that is done, or the time is over.
     *
     * @param why it stops, in words
     */
    void finish(Duration longest, String why) {
        deadline = System.nanoTime() + longest.toNanos();
        delivery.hurry();
        closing = true;
        try {
            boolean over = done.await(longest.toNanos(), TimeUnit.NANOSECONDS);
            if (!over || !sentAll) {
                reachability.gaveUp(why, delivery.kept());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
