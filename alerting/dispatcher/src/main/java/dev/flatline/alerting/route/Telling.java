package dev.flatline.alerting.route;

import dev.flatline.alert.Alert;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How alerts are told on a route.
 *
 * @param groupBy what alerts of one message have in common: {@code run}, {@code kind}, {@code severity} or {@code
 *     tag:NAME}; nothing for all in one
 * @param groupWait how long to wait for more of the same group before the first message
 * @param groupInterval how long to wait after a message before the next of the same group
 * @param repeatInterval how long after a message it is said again that the alert still fires; zero for never
 * @param windows names of the times in which nothing is told
 * @param withMuted whether symptoms of a cause that was told are told too, in their short form
 */
public record Telling(
        List<String> groupBy,
        Duration groupWait,
        Duration groupInterval,
        Duration repeatInterval,
        List<String> windows,
        boolean withMuted) {

    /** Each alert by itself, as soon as it is there, muted ones too. */
    public static final Telling AT_ONCE =
            new Telling(List.of("run"), Duration.ZERO, Duration.ZERO, Duration.ZERO, List.of(), true);

    public Telling {
        groupBy = List.copyOf(groupBy);
        windows = List.copyOf(windows);
    }

    /** The same for alerts that belong into one message. */
    public String group(Alert alert) {
        return groupBy.stream().map(what -> value(what, alert)).collect(Collectors.joining("\n"));
    }

    private static String value(String what, Alert alert) {
        return switch (what) {
            case "run" -> alert.run().id();
            case "kind" -> alert.symptom().kind();
            case "severity" -> alert.symptom().severity().label();
            default -> alert.run().tags().getOrDefault(what.substring(what.indexOf(':') + 1), "");
        };
    }
}
