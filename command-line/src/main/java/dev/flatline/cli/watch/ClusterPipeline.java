package dev.flatline.cli.watch;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Severity;
import dev.flatline.alerting.AlertPipeline;
import dev.flatline.alerting.notify.Backoff;
import dev.flatline.alerting.notify.Deliveries;
import dev.flatline.alerting.notify.Notification;
import dev.flatline.alerting.notify.Notification.Retries;
import dev.flatline.alerting.notify.console.ConsoleChannel;
import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.alerting.route.Route;
import dev.flatline.alerting.route.Routing;
import dev.flatline.cli.broker.GivenBrokers;
import java.util.List;

/**
 * Somebody's Kafka cluster with a stream processor at work on it. Here are only eyes: alerts about the watched command
 * are printed as they appear on the topic.
 */
final class ClusterPipeline implements Pipeline {

    private final GivenBrokers brokers;
    private final AlertPipeline alerts;

    private ClusterPipeline(GivenBrokers brokers, ConsoleSettings console) {
        this.brokers = brokers;
        this.alerts = new AlertPipeline(
                new Routing(List.of(new Route("console", Severity.INFO, true))),
                new Notification(
                        List.of(new ConsoleChannel(console)),
                        new Retries(new Backoff(List.of()), pause -> false),
                        new Deliveries()));
    }

    /**
     * Makes sure that the brokers answer and have the topics.
     *
     * @throws dev.flatline.cli.WrongUseException if not, saying what to do
     */
    static ClusterPipeline connect(GivenBrokers brokers, ConsoleSettings console) {
        brokers.requireTopics();
        return new ClusterPipeline(brokers, console);
    }

    @Override
    public String bootstrapServers() {
        return brokers.bootstrapServers();
    }

    @Override
    public String description() {
        return "telemetry goes to the Kafka cluster at " + brokers.bootstrapServers();
    }

    @Override
    public void announce(List<Alert> fresh) {
        alerts.accept(fresh);
    }

    @Override
    public void close() {}
}
