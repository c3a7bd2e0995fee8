package dev.flatline.alerting.configure;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many messages a receiver takes.
 *
 * @param messages so many, which may also come all at once
 * @param per in this time
 */
public record Rate(int messages, Duration per) {

    private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d{0,5})/([1-9]?\\d{0,3})(s|m|h)");

    /** No limit to speak of. */
    public static final Rate UNLIMITED = new Rate(1_000_000, Duration.ofSeconds(1));

    /** What a person reads: five messages at once, then one a minute, which tells all that has come in between. */
    public static final Rate FOR_PEOPLE = new Rate(5, Duration.ofMinutes(5));

    public Rate {
        if (messages < 1 || per.isNegative() || per.isZero()) {
            throw new IllegalArgumentException("a rate must allow something: " + messages + " in " + per);
        }
    }

    /** 1/s, 30/m or 5/10m; {@code null} for anything else. */
    public static @Nullable Rate read(String text) {
        Matcher parts = WRITTEN.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        String count = parts.group(2).isEmpty() ? "1" : parts.group(2);
        Duration per = Amounts.duration(count + parts.group(3));
        return per == null || per.isZero() ? null : new Rate(Integer.parseInt(parts.group(1)), per);
    }

    /** The time between two messages, if they are spread evenly; milliseconds, not rounded. */
    public double spacingMillis() {
        return (double) per.toMillis() / messages;
    }
}
