package dev.flatline.alerting.route;

import dev.flatline.alert.Severity;
import java.util.List;

/**
 * Where alerts go: a tree, of which the first branch that takes an alert decides, and the trunk if none does.
 *
 * @param match which alerts
 * @param channels names of the channels that get them
 * @param telling how they are told
 * @param goOn whether the branches after this one may have the alert too
 * @param branches are asked first, in order
 */
public record Route(Match match, List<String> channels, Telling telling, boolean goOn, List<Route> branches) {

    public Route {
        channels = List.copyOf(channels);
        branches = List.copyOf(branches);
    }

    /** All alerts at least that severe, muted ones in their short form too, to one channel, each at once. */
    public static Route of(String channel, Severity minimum) {
        return new Route(Match.atLeast(minimum), List.of(channel), Telling.AT_ONCE, false, List.of());
    }
}
