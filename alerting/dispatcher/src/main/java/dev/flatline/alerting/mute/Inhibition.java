package dev.flatline.alerting.mute;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.alert.Cause;
import dev.flatline.alert.RunRef;
import dev.flatline.alerting.group.AlertGroup;
import dev.flatline.alerting.mute.Announcement.Explanation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Mutes a symptom whose cause has been told already, and what rules say need not be told.
 *
 * <p>An alert is muted when its likely cause explains it and an earlier alert of the same attempt told that cause, or
 * when an alert fires that mutes it by a rule. When every alert that a cause explains has resolved, the cause is
 * forgotten: if it comes back, it is told again. A resolved message is muted if and only if its firing message was.
 * Remembers the last 1,000 attempts; of an older one a cause may be told twice, never lost.
 */
public final class Inhibition {

    private static final int REMEMBERED_ATTEMPTS = 1_000;

    private final List<WhileRule> rules;
    private final Map<Attempt, ToldCauses> told = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Attempt, ToldCauses> eldest) {
            return size() > REMEMBERED_ATTEMPTS;
        }
    };

    public Inhibition(List<WhileRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The alerts of the group in the same order, each with how to tell it. */
    public List<Announcement> mute(AlertGroup group) {
        return group.alerts().stream().map(this::announce).toList();
    }

    /** Takes into account what was told before a restart, in the order in which it was. */
    public void recall(List<Alert> alerts) {
        alerts.forEach(this::announce);
    }

    private Announcement announce(Alert alert) {
        ToldCauses causes = told.computeIfAbsent(Attempt.of(alert.run()), attempt -> new ToldCauses(rules));
        if (alert.state() == AlertState.RESOLVED) {
            return Announcement.of(alert, causes.resolve(alert));
        }
        @Nullable Explanation ruled = causes.ruled(alert);
        Cause cause = alert.likelyCause();
        if (ruled != null
                || cause == null
                || !cause.explains().contains(alert.symptom().kind())) {
            return Announcement.of(alert, ruled);
        }
        return Announcement.of(alert, causes.tell(cause, alert));
    }

    private record Attempt(String runId, long number) {
        static Attempt of(RunRef run) {
            return new Attempt(run.id(), run.attempt());
        }
    }
}
