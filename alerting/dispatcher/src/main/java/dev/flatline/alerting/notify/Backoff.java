package dev.flatline.alerting.notify;

import java.time.Duration;
import java.util.List;

/**
 * When to try again.
 *
 * @param pauses the pause before the second attempt, before the third, and so on; empty for a single attempt
 */
public record Backoff(List<Duration> pauses) {

    /** Five more attempts within half a minute: long enough for a restart, short enough not to hold up other alerts. */
    public static final Backoff DEFAULT = new Backoff(List.of(
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofSeconds(8),
            Duration.ofSeconds(15)));

    /** The longest pause a receiver can ask for; beyond it the consumer would lose its place in the group. */
    static final Duration LONGEST_ASKED_FOR = Duration.ofSeconds(60);

    public Backoff {
        pauses = List.copyOf(pauses);
    }

    static Duration longer(Duration planned, Duration askedFor) {
        Duration asked = askedFor.compareTo(LONGEST_ASKED_FOR) > 0 ? LONGEST_ASKED_FOR : askedFor;
        return asked.compareTo(planned) > 0 ? asked : planned;
    }
}
