package dev.flatline.cli.replay;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What other rules make of one alert.
 *
 * @param before how it is under the rules now; {@code null} where it would be new
 * @param after how it would be under the others; {@code null} where it would not fire
 */
record Change(@Nullable Alert before, @Nullable Alert after) {

    Change {
        if (before == null && after == null) {
            throw new IllegalArgumentException("a change without an alert");
        }
    }

    /** appears, vanishes, changes or stays. */
    String sort() {
        if (before == null) {
            return "appears";
        }
        if (after == null) {
            return "vanishes";
        }
        return differences().isEmpty() ? "stays" : "changes";
    }

    /** The alert it is about. */
    Alert alert() {
        return after == null ? Objects.requireNonNull(before) : after;
    }

    /** In words; empty when it stays as it is. */
    List<String> differences() {
        List<String> words = new ArrayList<>();
        if (before == null || after == null) {
            return List.of("at iteration " + alert().firedIteration() + ", "
                    + alert().symptom().severity().label() + ": "
                    + alert().symptom().message());
        }
        long moved = after.firedIteration() - before.firedIteration();
        if (moved != 0) {
            words.add("fires at iteration " + after.firedIteration() + ", " + Math.abs(moved)
                    + (moved < 0 ? " earlier" : " later"));
        }
        add(words, "its severity is ", severity(before), severity(after));
        add(
                words,
                "its variant is ",
                before.symptom().variant(),
                after.symptom().variant());
        add(words, "it is ", end(before), end(after));
        add(words, "its likely cause is ", cause(before), cause(after));
        return words;
    }

    private static void add(List<String> words, String what, String before, String after) {
        if (!before.equals(after)) {
            words.add(
                    what + (after.isEmpty() ? "none" : after) + " instead of " + (before.isEmpty() ? "none" : before));
        }
    }

    private static String severity(Alert alert) {
        return alert.symptom().severity().label();
    }

    private static String end(Alert alert) {
        Long resolved = alert.resolvedIteration();
        return resolved == null ? "there to the end" : "gone at iteration " + resolved;
    }

    private static String cause(Alert alert) {
        Cause cause = alert.likelyCause();
        return cause == null ? "" : cause.cause();
    }
}
