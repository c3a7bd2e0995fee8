package dev.flatline.cli.replay;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Cause;
import dev.flatline.alert.RunRef;
import dev.flatline.cli.follow.FollowedRun;
import dev.flatline.stream.RunSignals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a run under two sets of rules.
 *
 * @param run which
 * @param changes of its alerts, those that stay left out
 * @param causeBefore the diagnosis at the end under the rules now; {@code null} for none
 * @param causeAfter the same under the others
 */
record RunComparison(
        RunRef run,
        List<Change> changes,
        @Nullable Cause causeBefore,
        @Nullable Cause causeAfter) {

    RunComparison {
        changes = List.copyOf(changes);
    }

    /** Of two lists of the same runs, which they are, being made of the same messages. */
    static List<RunComparison> of(List<FollowedRun> before, List<FollowedRun> after) {
        List<RunComparison> comparisons = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            comparisons.add(of(before.get(i), after.get(i)));
        }
        return comparisons;
    }

    private static RunComparison of(FollowedRun before, FollowedRun after) {
        return new RunComparison(
                after.run(), changes(before.alerts(), after.alerts()), diagnosis(before), diagnosis(after));
    }

    /** An alert is the same under both if it is of one kind and the times in which it was there overlap. */
    static List<Change> changes(List<Alert> before, List<Alert> after) {
        List<Alert> rest = new ArrayList<>(before);
        List<Change> changes = new ArrayList<>();
        for (Alert alert : after) {
            Optional<Alert> same =
                    rest.stream().filter(old -> isSame(old, alert)).findFirst();
            same.ifPresent(rest::remove);
            changes.add(new Change(same.orElse(null), alert));
        }
        rest.forEach(old -> changes.add(new Change(old, null)));
        changes.removeIf(change -> change.sort().equals("stays"));
        return changes;
    }

    private static boolean isSame(Alert one, Alert other) {
        return one.symptom().kind().equals(other.symptom().kind())
                && one.firstIteration() <= end(other)
                && other.firstIteration() <= end(one);
    }

    private static long end(Alert alert) {
        Long resolved = alert.resolvedIteration();
        return resolved == null ? Long.MAX_VALUE : resolved;
    }

    private static @Nullable Cause diagnosis(FollowedRun run) {
        RunSignals signals = run.signals();
        return signals == null ? null : signals.diagnosis();
    }

    boolean isDiagnosisOther() {
        return !name(causeBefore).equals(name(causeAfter));
    }

    boolean isSame() {
        return changes.isEmpty() && !isDiagnosisOther();
    }

    static String name(@Nullable Cause cause) {
        return cause == null ? "none" : cause.cause();
    }
}
