package dev.flatline.alerting;

import dev.flatline.alert.Severity;
import dev.flatline.alerting.mute.WhileRule;
import dev.flatline.alerting.mute.Windows;
import dev.flatline.alerting.notify.Channel;
import dev.flatline.alerting.notify.Destination;
import dev.flatline.alerting.route.Route;
import java.util.List;

/**
 * How alerting is wanted.
 *
 * @param destinations every channel
 * @param route who gets what
 * @param windows times in which nothing is told, by name
 * @param inhibition which alerts mute which others, besides symptoms of a cause that was told
 */
public record AlertingSettings(
        List<Destination> destinations, Route route, Windows windows, List<WhileRule> inhibition) {

    public AlertingSettings {
        destinations = List.copyOf(destinations);
        inhibition = List.copyOf(inhibition);
    }

    /** One channel that gets everything at least that severe, at once. */
    public static AlertingSettings only(String name, Channel channel, Severity minimum) {
        return new AlertingSettings(
                List.of(Destination.of(name, channel)), Route.of(name, minimum), Windows.NONE, List.of());
    }

    /** The same with other channels, each of which gets the same. */
    public AlertingSettings withDestinations(List<Destination> others) {
        List<String> names = others.stream().map(Destination::name).toList();
        Route all = new Route(route.match(), names, route.telling(), false, List.of());
        return new AlertingSettings(others, all, windows, inhibition);
    }
}
