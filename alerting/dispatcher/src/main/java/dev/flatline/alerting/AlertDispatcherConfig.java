package dev.flatline.alerting;

import dev.flatline.alerting.notify.Backoff;
import dev.flatline.alerting.notify.ChannelSettings;
import dev.flatline.alerting.route.Route;
import java.util.List;

/**
 * What an {@link AlertDispatcher} needs to know.
 *
 * @param bootstrapServers brokers, as Kafka wants them
 * @param channels settings of the channels that are wanted
 * @param routes what each channel gets
 * @param backoff when to try again
 */
public record AlertDispatcherConfig(
        String bootstrapServers, ChannelSettings channels, List<Route> routes, Backoff backoff) {

    public AlertDispatcherConfig {
        routes = List.copyOf(routes);
    }
}
