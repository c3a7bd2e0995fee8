package dev.flatline.alerting.deliver;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to try a receiver again that did not take a message: after 1, 2, 4 … seconds, at most 5 minutes, of which the
 * second half is drawn by lot so that several do not come back together; later if it asked for that.
 */
final class Patience {

    private static final long FIRST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = Duration.ofMinutes(5).toMillis();

    private final RandomGenerator random;
    private int failures;
    private long notBefore = Long.MIN_VALUE;

    Patience(RandomGenerator random) {
        this.random = random;
    }

    void failed(long nowMillis, Duration asked) {
        long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, 20));
        failures++;
        long pause = longest / 2 + random.nextLong(longest / 2 + 1);
        notBefore = nowMillis + Math.max(pause, asked.toMillis());
    }

    void succeeded() {
        failures = 0;
        notBefore = Long.MIN_VALUE;
    }

    boolean isTried() {
        return failures > 0;
    }

    long waitMillis(long nowMillis) {
        return notBefore == Long.MIN_VALUE ? 0 : Math.max(0, notBefore - nowMillis);
    }
}
