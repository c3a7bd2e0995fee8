package dev.flatline.alerting.route;

import dev.flatline.alerting.mute.Announcement;
import java.util.List;

/**
 * Sends each announcement to every channel whose route takes it, in the order of the routes.
 *
 * <p>The resolved message of an alert has the alert's severity, so it reaches whoever was told that it fired.
 */
public final class Routing {

    private final List<Route> routes;

    public Routing(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    public List<Routed> route(Announcement announcement) {
        return routes.stream()
                .filter(route -> route.takes(announcement))
                .map(route -> new Routed(route.channel(), announcement))
                .toList();
    }
}
