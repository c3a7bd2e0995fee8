package dev.flatline.alerting.notify;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting that ends early when the dispatcher closes. */
public interface Pause {

    /** Waits; false if there is no point in going on, because the dispatcher is closing. */
    boolean waitFor(Duration duration);

    /** Waits until the latch opens, and then not at all. */
    static Pause until(CountDownLatch closing) {
        return duration -> {
            try {
                return !closing.await(duration.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }
}
