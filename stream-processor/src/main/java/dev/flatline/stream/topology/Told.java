package dev.flatline.stream.topology;

import dev.flatline.alert.Alert;
import dev.flatline.stream.RunSignals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one message leads to.
 *
 * @param alerts that fired or resolved; mostly none
 * @param signals the run at a glance; {@code null} when that is not due
 */
public record Told(List<Alert> alerts, @Nullable RunSignals signals) {

    /** Nothing new. */
    static final Told NOTHING = new Told(List.of(), null);

    public Told {
        alerts = List.copyOf(alerts);
    }
}
