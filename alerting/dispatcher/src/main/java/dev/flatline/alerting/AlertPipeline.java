package dev.flatline.alerting;

import dev.flatline.alert.Alert;
import dev.flatline.alerting.group.Grouping;
import dev.flatline.alerting.mute.Inhibition;
import dev.flatline.alerting.notify.Notification;
import dev.flatline.alerting.notify.Outcome;
import dev.flatline.alerting.route.Routing;
import java.util.Collection;
import java.util.List;

/**
 * The way of an alert to people, in one place.
 *
 * <pre>
 * alerts ─► group ─► mute ─► route ─► notify
 * </pre>
 *
 * Not safe for use by several threads: what is muted depends on what was told before.
 */
public final class AlertPipeline {

    private final Grouping grouping = new Grouping();
    private final Inhibition inhibition = new Inhibition();
    private final Routing routing;
    private final Notification notification;

    public AlertPipeline(Routing routing, Notification notification) {
        this.routing = routing;
        this.notification = notification;
    }

    /** Tells people about alerts that arrived together; one outcome for each message to each channel. */
    public List<Outcome> accept(List<Alert> alerts) {
        return grouping.byRun(alerts).stream()
                .map(inhibition::mute)
                .flatMap(Collection::stream)
                .map(routing::route)
                .flatMap(Collection::stream)
                .map(notification::send)
                .toList();
    }
}
