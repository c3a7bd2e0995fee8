package dev.flatline.alerting.mute;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.alert.Cause;
import dev.flatline.alert.RunRef;
import dev.flatline.alerting.group.AlertGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Mutes a symptom whose cause has been told already.
 *
 * <p>An alert is muted when its likely cause explains it and an earlier alert of the same attempt told that cause. When
 * every alert that a cause explains has resolved, the cause is forgotten: if it comes back, it is told again. A
 * resolved message is muted if and only if its firing message was. Remembers the last 1,000 attempts; of an older one a
 * cause may be told twice, never lost.
 */
public final class Inhibition {

    private static final int REMEMBERED_ATTEMPTS = 1_000;

    private final Map<Attempt, ToldCauses> told = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Attempt, ToldCauses> eldest) {
            return size() > REMEMBERED_ATTEMPTS;
        }
    };

    /** The alerts of the group in the same order, each with how to tell it. */
    public List<Announcement> mute(AlertGroup group) {
        ToldCauses causes = told.computeIfAbsent(Attempt.of(group.run()), attempt -> new ToldCauses());
        return group.alerts().stream().map(alert -> announce(alert, causes)).toList();
    }

    private static Announcement announce(Alert alert, ToldCauses causes) {
        if (alert.state() == AlertState.RESOLVED) {
            return new Announcement(alert, causes.resolve(alert));
        }
        Cause cause = alert.likelyCause();
        if (cause == null || !cause.explains().contains(alert.symptom().kind())) {
            return new Announcement(alert, null);
        }
        return new Announcement(alert, causes.tell(cause, alert));
    }

    private record Attempt(String runId, long number) {
        static Attempt of(RunRef run) {
            return new Attempt(run.id(), run.attempt());
        }
    }
}
