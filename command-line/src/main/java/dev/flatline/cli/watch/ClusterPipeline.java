package dev.flatline.cli.watch;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Severity;
import dev.flatline.alerting.AlertPipeline;
import dev.flatline.alerting.AlertingSettings;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.console.ConsoleChannel;
import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.broker.GivenBrokers;
import java.util.List;

/**
 * Somebody's Kafka cluster with a stream processor at work on it. Here are only eyes: alerts about the watched command
 * are printed as they appear on the topic.
 */
final class ClusterPipeline implements Pipeline {

    private final GivenBrokers brokers;
    private final ConsoleChannel console;
    private final AlertPipeline alerts;

    private ClusterPipeline(GivenBrokers brokers, ConsoleSettings console) {
        this.brokers = brokers;
        this.console = new ConsoleChannel(console);
        this.alerts = new AlertPipeline(AlertingSettings.only("console", this.console, Severity.INFO));
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
    public GivenBrokers brokers() {
        return brokers;
    }

    @Override
    public String description() {
        return "telemetry goes to the Kafka cluster at " + brokers.bootstrapServers();
    }

    @Override
    public void announce(List<Alert> fresh) {
        alerts.accept(fresh).forEach(routed -> console.deliver(Message.of(routed.announcement())));
    }

    @Override
    public void close() {}
}
