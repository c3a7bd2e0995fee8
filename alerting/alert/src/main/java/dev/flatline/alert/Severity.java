package dev.flatline.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much an alert matters, the worst last. */
public enum Severity {
    /** Worth knowing; training goes on. */
    INFO,
    /** Training is likely to end worse than it could. */
    WARNING,
    /** Training is not learning, or is about to be lost. */
    CRITICAL;

    /** As written in JSON, on the command line and in metrics: lower case. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean atLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
