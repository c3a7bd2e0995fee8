package dev.flatline.alerting.route;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Severity;
import dev.flatline.alert.configure.Glob;
import dev.flatline.alert.configure.Scope;
import java.util.List;
import java.util.Map;

/**
 * Which alerts are meant: all conditions must hold.
 *
 * @param scope of which runs
 * @param kinds any of these, or any kind if there are none
 * @param minimum alerts less severe than this are not meant
 */
public record Match(Scope scope, List<Glob> kinds, Severity minimum) {

    /** Every alert. */
    public static final Match ALL = new Match(new Scope(Glob.ANY, Map.of()), List.of(), Severity.INFO);

    public Match {
        kinds = List.copyOf(kinds);
    }

    /** Alerts at least that severe. */
    public static Match atLeast(Severity minimum) {
        return new Match(ALL.scope, List.of(), minimum);
    }

    public boolean takes(Alert alert) {
        return alert.symptom().severity().atLeast(minimum)
                && scope.holds(alert.run().name(), alert.run().tags())
                && (kinds.isEmpty()
                        || kinds.stream()
                                .anyMatch(kind -> kind.matches(alert.symptom().kind())));
    }
}
