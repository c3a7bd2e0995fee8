package dev.flatline.cli;

import dev.flatline.alert.Severity;
import dev.flatline.alerting.AlertDispatcher;
import dev.flatline.alerting.AlertDispatcherConfig;
import dev.flatline.alerting.notify.Backoff;
import dev.flatline.alerting.notify.ChannelSettings;
import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.alerting.notify.webhook.WebhookSettings;
import dev.flatline.alerting.route.Route;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.ending.Endings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flatline alerting}: the alerting of a real deployment, until it is told to end. */
@Command(
        name = "alerting",
        description = "Tells people about the alerts of a Kafka cluster, here and through a webhook.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  flatline alerting --bootstrap-servers kafka:9092 --webhook-url https://example.org/hook",
            "",
            "Ends gracefully on Ctrl-C and SIGTERM."
        })
final class AlertingCommand implements Callable<Integer> {

    private static final Duration WEBHOOK_TIMEOUT = Duration.ofSeconds(10);

    private final ConsoleSettings console;
    private final Endings endings;

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Option(names = "--webhook-url", paramLabel = "URL", description = "post each alert as JSON to this address")
    private @Nullable URI webhook;

    @Option(
            names = "--min-severity",
            paramLabel = "SEVERITY",
            description = "tell of alerts this severe or worse: info, warning, critical (default: warning)")
    private Severity minimum = Severity.WARNING;

    AlertingCommand(ConsoleSettings console, Endings endings) {
        this.console = console;
        this.endings = endings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        GivenBrokers brokers = cluster.brokers();
        ChannelSettings channels = new ChannelSettings(console, webhookSettings());
        brokers.requireTopics();
        AlertDispatcher dispatcher = AlertDispatcher.start(
                new AlertDispatcherConfig(brokers.bootstrapServers(), channels, routes(), Backoff.DEFAULT));
        endings.add(dispatcher::close);
        console.out().println("flatline: dispatching the alerts of " + brokers.bootstrapServers());
        dispatcher.join();
        KafkaException failure = dispatcher.failure();
        if (failure != null) {
            throw new IOException(
                    "Reading alerts from " + brokers.bootstrapServers() + " failed: " + failure.getMessage(), failure);
        }
        return 0;
    }

    private @Nullable WebhookSettings webhookSettings() {
        try {
            return webhook == null ? null : new WebhookSettings(webhook, WEBHOOK_TIMEOUT);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException("--webhook-url: " + e.getMessage());
        }
    }

    private List<Route> routes() {
        Route terminal = new Route("console", minimum, true);
        return webhook == null ? List.of(terminal) : List.of(terminal, new Route("webhook", minimum, false));
    }
}
