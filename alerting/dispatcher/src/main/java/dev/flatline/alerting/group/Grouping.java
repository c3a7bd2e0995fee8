package dev.flatline.alerting.group;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Cause;
import dev.flatline.alert.RunRef;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Gathers alerts by run and attempt and puts causes first.
 *
 * <p>Alerts are told in the order of their time; of those that changed at the same moment, the one that is itself the
 * likely cause comes first, then the worst. An episode that fired and resolved within one batch keeps both messages.
 */
public final class Grouping {

    private static final Comparator<Alert> TELLING_ORDER = comparingLong(Alert::timeMillis)
            .thenComparing(Grouping::isItsOwnCause, Comparator.reverseOrder())
            .thenComparing(
                    comparing((Alert alert) -> alert.symptom().severity()).reversed())
            .thenComparingLong(Alert::firstIteration)
            .thenComparing(comparingInt(Alert::sequence));

    /** Groups in the order in which their runs first appear. */
    public List<AlertGroup> byRun(List<Alert> alerts) {
        Map<List<Object>, List<Alert>> byRun = alerts.stream()
                .collect(Collectors.groupingBy(
                        alert -> List.<Object>of(alert.run().id(), alert.run().attempt()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return byRun.values().stream().map(Grouping::inTellingOrder).toList();
    }

    private static AlertGroup inTellingOrder(List<Alert> alerts) {
        RunRef run = alerts.get(0).run();
        return new AlertGroup(run, alerts.stream().sorted(TELLING_ORDER).toList());
    }

    private static boolean isItsOwnCause(Alert alert) {
        Cause cause = alert.likelyCause();
        return cause != null && cause.cause().equals(alert.symptom().kind());
    }
}
