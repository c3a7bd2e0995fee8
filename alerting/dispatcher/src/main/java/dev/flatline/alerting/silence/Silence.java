package dev.flatline.alerting.silence;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.flatline.alert.Alert;
import dev.flatline.alert.configure.Glob;
import java.util.Map;

/**
 * A time in which some alerts are not told. All that is said of the alerts must hold; an empty text says nothing.
 *
 * @param id names it
 * @param run name of the run, in which {@code *} stands for anything
 * @param tags by key, in which {@code *} stands for anything; the run must have them all
 * @param kind of the alert, in which {@code *} stands for anything
 * @param episode fingerprint of one alert, which is thereby acknowledged: no reminder of it comes
 * @param startsMillis from when on, milliseconds since the epoch
 * @param endsMillis until when
 * @param by who wants it
 * @param reason why, for the others
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Silence(
        String id,
        String run,
        Map<String, String> tags,
        String kind,
        String episode,
        long startsMillis,
        long endsMillis,
        String by,
        String reason) {

    public Silence {
        run = text(run);
        tags = tags == null ? Map.of() : Map.copyOf(tags);
        kind = text(kind);
        episode = text(episode);
        by = text(by);
        reason = text(reason);
    }

    /** Fields that were left out of JSON are there as nothing. */
    private static String text(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    /** Whether it says which alerts at all; one that does not would silence everything. */
    public boolean isSpecific() {
        return !run.isEmpty() || !tags.isEmpty() || !kind.isEmpty() || !episode.isEmpty();
    }

    /** Whether it is in force. */
    public boolean holds(long millis) {
        return startsMillis <= millis && millis < endsMillis;
    }

    public boolean isAbout(Alert alert) {
        return (run.isEmpty() || new Glob(run).matches(alert.run().name()))
                && (kind.isEmpty() || new Glob(kind).matches(alert.symptom().kind()))
                && (episode.isEmpty() || episode.equals(alert.fingerprint()))
                && tags.entrySet().stream().allMatch(tag -> hasTag(alert, tag.getKey(), tag.getValue()));
    }

    private static boolean hasTag(Alert alert, String key, String value) {
        Map<String, String> there = alert.run().tags();
        return there.containsKey(key) && new Glob(value).matches(there.get(key));
    }

    /** The same, over at that moment. */
    public Silence until(long millis) {
        return new Silence(id, run, tags, kind, episode, Math.min(startsMillis, millis), millis, by, reason);
    }
}
