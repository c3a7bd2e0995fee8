package dev.flatline.alerting.notify;

import dev.flatline.alerting.configure.Rate;
import java.time.Duration;

/**
 * A channel by the name it has in the settings, and what its receiver puts up with.
 *
 * @param name as used in routes and counters
 * @param channel sends
 * @param rate how many messages it takes
 * @param maxAge how long an announcement is worth telling
 */
public record Destination(String name, Channel channel, Rate rate, Duration maxAge) {

    /** How long an announcement is worth telling where nothing is said. */
    public static final Duration MAX_AGE = Duration.ofHours(6);

    /** One without a limit. */
    public static Destination of(String name, Channel channel) {
        return new Destination(name, channel, Rate.UNLIMITED, MAX_AGE);
    }
}
