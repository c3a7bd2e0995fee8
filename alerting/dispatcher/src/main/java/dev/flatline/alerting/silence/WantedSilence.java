package dev.flatline.alerting.silence;

import dev.flatline.alerting.configure.Amounts;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A silence as somebody asks for it.
 *
 * @param run name of the run, in which {@code *} stands for anything
 * @param tags by key
 * @param kind of the alert, in which {@code *} stands for anything
 * @param episode fingerprint of one alert
 * @param length such as 2h
 * @param by who
 * @param reason why
 */
public record WantedSilence(
        String run, Map<String, String> tags, String kind, String episode, String length, String by, String reason) {

    private static final Duration LONGEST = Duration.ofDays(90);

    /**
     * The silence, from that moment on.
     *
     * @throws IllegalArgumentException if it cannot be, saying what would be right
     */
    public Silence from(long millis) {
        @Nullable Duration wanted = Amounts.duration(length);
        if (wanted == null || wanted.isZero() || wanted.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a silence must be for a time such as 30m, 8h or 2d, at most "
                    + Amounts.show(LONGEST) + ", not '" + length + "'");
        }
        String id = UUID.randomUUID().toString().substring(0, 8);
        Silence silence = new Silence(id, run, tags, kind, episode, millis, millis + wanted.toMillis(), by, reason);
        if (!silence.isSpecific()) {
            throw new IllegalArgumentException(
                    "a silence must say of what: a run, tags, a kind or an episode; a run named * is every run");
        }
        return silence;
    }
}
