package dev.flatline.cli.watch;

import dev.flatline.alert.Alert;
import dev.flatline.cli.broker.GivenBrokers;
import java.util.List;

/** Where telemetry is sent and judged: on this machine, or on somebody's cluster. */
interface Pipeline extends AutoCloseable {

    /** Brokers that have Flatline's topics. */
    GivenBrokers brokers();

    /** In words, for the first line a user sees. */
    String description();

    /** Told of the alerts that are about the watched command. */
    void announce(List<Alert> alerts);

    @Override
    void close();
}
