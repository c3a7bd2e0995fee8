package dev.flatline.alerting.mute;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Cause;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The causes told in one attempt of a run, each as long as an alert it explains is firing. */
final class ToldCauses {

    private final Map<String, Told> byCause = new HashMap<>();

    /** Title of the alert that told the cause before; {@code null} if this alert is the first, and so tells it. */
    @Nullable
    String tell(Cause cause, Alert alert) {
        Told told = byCause.computeIfAbsent(cause.cause(), id -> new Told(alert));
        told.firing.add(alert.fingerprint());
        return told.explains(alert);
    }

    /** What {@link #tell} answered when this alert fired. */
    @Nullable
    String resolve(Alert alert) {
        for (Told told : byCause.values()) {
            if (told.firing.remove(alert.fingerprint())) {
                byCause.values().removeIf(each -> each.firing.isEmpty());
                return told.explains(alert);
            }
        }
        return null;
    }

    private static final class Told {
        private final String teller;
        private final String title;
        private final Set<String> firing = new HashSet<>();

        Told(Alert alert) {
            this.teller = alert.fingerprint();
            this.title = alert.title();
        }

        @Nullable
        String explains(Alert alert) {
            return alert.fingerprint().equals(teller) ? null : title;
        }
    }
}
