package dev.flatline.alerting.group;

import dev.flatline.alert.Alert;
import dev.flatline.alert.RunRef;
import java.util.List;

/**
 * Alerts of one attempt of one run that arrived together.
 *
 * @param run the run they all speak of
 * @param alerts at least one, in the order in which to tell them
 */
public record AlertGroup(RunRef run, List<Alert> alerts) {

    public AlertGroup {
        alerts = List.copyOf(alerts);
        if (alerts.isEmpty()) {
            throw new IllegalArgumentException("a group of alerts of run " + run.id() + " must not be empty");
        }
    }
}
