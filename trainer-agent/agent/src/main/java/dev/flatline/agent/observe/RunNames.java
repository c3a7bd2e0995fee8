package dev.flatline.agent.observe;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives every model trained in this JVM a run of its own: "mnist", then "mnist (2)". Thread-safe. */
final class RunNames {

    private static final int LONGEST_ID = 80;
    private static final int LONGEST_PART = 30;
    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Map<String, Integer> runsOf = new HashMap<>();
    private final Instant start = Instant.now();

    /** When this JVM's trainings began to be watched, in milliseconds; tells restarts of a run apart. */
    long attempt() {
        return start.toEpochMilli();
    }

    /**
     * The next run under a name.
     *
     * @param given the user's name, under which the run goes on across restarts; {@code null} for one of its own
     */
    RunName next(@Nullable String given) {
        return next(given, "");
    }

    /**
     * The next run under a name, of a part of what is trained under it: "mnist (layer0)".
     *
     * @param part empty for the whole
     */
    synchronized RunName next(@Nullable String given, String part) {
        String name = given == null ? TrainingProcess.name() : given;
        String id = given == null
                ? name + "-" + START.format(start.atZone(ZoneId.systemDefault())) + "-" + TrainingProcess.id()
                : name;
        int number = runsOf.merge((given == null ? "" : given) + "/" + part, 1, Integer::sum);
        String suffix = (part.isEmpty() ? "" : "." + sanitised(part, LONGEST_PART)) + (number == 1 ? "" : "." + number);
        String shown = part.isEmpty() ? name : name + " (" + part + ")";
        return new RunName(
                sanitised(id, LONGEST_ID - suffix.length()) + suffix,
                number == 1 ? shown : shown + " (" + number + ")");
    }

    private static String sanitised(String text, int longest) {
        String clean = text.replaceAll("[^A-Za-z0-9._-]+", "-");
        return clean.substring(0, Math.min(longest, clean.length()));
    }

    /**
     * A run's two names.
     *
     * @param id key of its messages
     * @param name what people call it
     */
    record RunName(String id, String name) {}
}
