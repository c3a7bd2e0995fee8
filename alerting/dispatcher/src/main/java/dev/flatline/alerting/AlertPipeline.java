package dev.flatline.alerting;

import dev.flatline.alert.Alert;
import dev.flatline.alerting.group.Grouping;
import dev.flatline.alerting.mute.Inhibition;
import dev.flatline.alerting.route.Routed;
import dev.flatline.alerting.route.Routing;
import java.util.Collection;
import java.util.List;

/**
 * The way of an alert to people, in one place.
 *
 * <pre>
 * alerts ─► group ─► mute ─► route ─► deliver ─► notify
 * </pre>
 *
 * Here up to the routes; what follows takes time, and is done for each channel by itself in {@code deliver}. Not safe
 * for use by several threads: what is muted depends on what was told before.
 */
public final class AlertPipeline {

    private final Grouping grouping = new Grouping();
    private final Inhibition inhibition;
    private final Routing routing;

    public AlertPipeline(AlertingSettings settings) {
        this.inhibition = new Inhibition(settings.inhibition());
        this.routing = new Routing(settings.route());
    }

    /** What alerts that arrived together are to tell, to whom, in the order in which to tell it. */
    public List<Routed> accept(List<Alert> alerts) {
        return grouping.byRun(alerts).stream()
                .map(inhibition::mute)
                .flatMap(Collection::stream)
                .map(routing::route)
                .flatMap(Collection::stream)
                .toList();
    }

    /** Takes into account what went this way before a restart. */
    public void recall(List<Alert> alerts) {
        inhibition.recall(alerts);
    }
}
