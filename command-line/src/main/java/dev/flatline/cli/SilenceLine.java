package dev.flatline.cli;

import dev.flatline.alerting.silence.Silence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A silence as a line for a person: {@code 1f3a09c2  until 2026-11-24T18:00:00Z  run sweep-*  by ann: known}.
 *
 * @param silence which
 */
record SilenceLine(Silence silence) {

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(silence.id());
        add(
                line,
                "until",
                Instant.ofEpochMilli(silence.endsMillis())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        add(line, "run", silence.run());
        silence.tags().forEach((key, value) -> add(line, "tag", key + "=" + value));
        add(line, "kind", silence.kind());
        add(line, "alert", silence.episode());
        add(line, "by", silence.by());
        return line + (silence.reason().isEmpty() ? "" : ": " + silence.reason());
    }

    private static void add(StringBuilder line, String name, String value) {
        if (!value.isEmpty()) {
            line.append("  ").append(name).append(' ').append(value);
        }
    }
}
