package dev.flatline.alerting.mute;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.alert.Symptom;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert, and whether it needs telling at length.
 *
 * @param alert what to tell
 * @param explainedBy the alert that already told this one's cause; {@code null} if this one is to be told in full
 * @param repeat 0 when it is told for the first time, 1 at the first reminder that it still fires, and so on
 */
public record Announcement(Alert alert, @Nullable Explanation explainedBy, int repeat) {

    /**
     * An alert that says why others fire.
     *
     * @param episode fingerprint of it
     * @param title of it
     */
    public record Explanation(String episode, String title) {}

    /** One that is told for the first time, in full. */
    public static Announcement of(Alert alert) {
        return new Announcement(alert, null, 0);
    }

    /** One that is told for the first time, and muted if there is an explanation. */
    static Announcement of(Alert alert, @Nullable Explanation explainedBy) {
        return new Announcement(alert, explainedBy, 0);
    }

    public boolean muted() {
        return explainedBy != null;
    }

    /** Title of the alert that explains this one; empty if none does. */
    public String explanation() {
        return explainedBy == null ? "" : explainedBy.title();
    }

    public boolean resolved() {
        return alert.state() == AlertState.RESOLVED;
    }

    /** The episode it speaks of. */
    public String episode() {
        return alert.fingerprint();
    }

    /** The same for every attempt to tell it, and for nothing else. */
    public String key() {
        return alert.fingerprint() + ":" + alert.sequence() + (repeat == 0 ? "" : ":" + repeat);
    }

    /** The same, to be told in full. */
    public Announcement inFull() {
        return new Announcement(alert, null, repeat);
    }

    /** The same without evidence and cause. */
    public Announcement brief() {
        Symptom full = alert.symptom();
        Symptom gist = new Symptom(full.kind(), full.variant(), full.severity(), List.of(), full.message(), Map.of());
        Alert brief = new Alert(
                alert.fingerprint(),
                alert.sequence(),
                alert.state(),
                alert.run(),
                gist,
                alert.firstIteration(),
                alert.firedIteration(),
                alert.resolvedIteration(),
                alert.timeMillis(),
                null);
        return new Announcement(brief, explainedBy, repeat);
    }

    /** The next reminder. */
    public Announcement again() {
        return new Announcement(alert, explainedBy, repeat + 1);
    }
}
