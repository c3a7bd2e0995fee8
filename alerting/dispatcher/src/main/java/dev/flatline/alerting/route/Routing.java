package dev.flatline.alerting.route;

import dev.flatline.alert.Alert;
import dev.flatline.alerting.mute.Announcement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends each announcement where the tree of routes says.
 *
 * <p>The resolved message of an alert has the alert's severity, so it reaches whoever was told that it fired.
 */
public final class Routing {

    private final Route trunk;

    public Routing(Route trunk) {
        this.trunk = trunk;
    }

    /** One for each channel that gets it; none if the trunk does not take it. */
    public List<Routed> route(Announcement announcement) {
        Map<String, Telling> tellings = tellings(announcement.alert());
        return tellings.entrySet().stream()
                .map(each -> new Routed(each.getKey(), each.getValue(), announcement))
                .toList();
    }

    /** How an alert is told on a channel; nothing if it is not told there. */
    public Optional<Telling> telling(String channel, Alert alert) {
        return Optional.ofNullable(tellings(alert).get(channel));
    }

    private Map<String, Telling> tellings(Alert alert) {
        Map<String, Telling> tellings = new LinkedHashMap<>();
        if (trunk.match().takes(alert)) {
            descend(trunk, alert, tellings);
        }
        return tellings;
    }

    private static void descend(Route route, Alert alert, Map<String, Telling> tellings) {
        boolean taken = false;
        for (Route branch : route.branches()) {
            if (branch.match().takes(alert)) {
                descend(branch, alert, tellings);
                taken = true;
                if (!branch.goOn()) {
                    break;
                }
            }
        }
        if (!taken) {
            route.channels().forEach(channel -> tellings.putIfAbsent(channel, route.telling()));
        }
    }
}
