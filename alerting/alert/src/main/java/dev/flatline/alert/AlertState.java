package dev.flatline.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an episode stands: every episode fires once and resolves at most once. */
public enum AlertState {
    FIRING,
    RESOLVED;

    /** As written in JSON and in metrics: lower case. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
