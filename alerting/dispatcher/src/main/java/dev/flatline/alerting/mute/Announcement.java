package dev.flatline.alerting.mute;

import dev.flatline.alert.Alert;
import org.jspecify.annotations.Nullable;

/**
 * An alert, and whether it needs telling at length.
 *
 * @param alert what to tell
 * @param explainedBy title of the alert that already told this one's cause; {@code null} if this one is to be told in
 *     full
 */
public record Announcement(Alert alert, @Nullable String explainedBy) {

    public boolean muted() {
        return explainedBy != null;
    }
}
