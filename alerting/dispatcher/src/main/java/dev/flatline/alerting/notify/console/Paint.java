package dev.flatline.alerting.notify.console;

import dev.flatline.alert.Severity;

/** Colour, or none. */
public enum Paint {
    NONE,
    ANSI;

    private static final String RESET = "\u001b[0m";

    /** Red for critical, yellow for warning, plain for info. */
    public String severity(Severity severity, String text) {
        return switch (severity) {
            case CRITICAL -> paint("\u001b[1;31m", text);
            case WARNING -> paint("\u001b[1;33m", text);
            case INFO -> text;
        };
    }

    /** Green. */
    public String good(String text) {
        return paint("\u001b[32m", text);
    }

    private String paint(String code, String text) {
        return this == ANSI ? code + text + RESET : text;
    }
}
