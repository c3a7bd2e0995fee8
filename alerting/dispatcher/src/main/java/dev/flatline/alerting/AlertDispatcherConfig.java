package dev.flatline.alerting;

import dev.flatline.alerting.deliver.Watcher;
import dev.flatline.alerting.topic.Connection;
import java.util.function.Supplier;

/**
 * What an {@link AlertDispatcher} needs to know.
 *
 * @param connection to the brokers
 * @param settings how alerting is wanted; asked again and again, and another object is taken over at once
 * @param watcher is told of everything that happens to announcements
 * @param drains whether closing first tells what is there, since nobody will later
 */
public record AlertDispatcherConfig(
        Connection connection, Supplier<AlertingSettings> settings, Watcher watcher, boolean drains) {}
