package dev.flatline.cli;

import dev.flatline.alert.Severity;
import dev.flatline.alert.configure.SettingsFile;
import dev.flatline.alert.configure.WatchedFile;
import dev.flatline.alert.configure.WrongFileException;
import dev.flatline.alerting.AlertDispatcher;
import dev.flatline.alerting.AlertDispatcherConfig;
import dev.flatline.alerting.AlertingReader;
import dev.flatline.alerting.AlertingSettings;
import dev.flatline.alerting.notify.Destination;
import dev.flatline.alerting.notify.Links;
import dev.flatline.alerting.notify.console.ConsoleChannel;
import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.alerting.notify.webhook.WebhookChannel;
import dev.flatline.alerting.notify.webhook.WebhookSettings;
import dev.flatline.alerting.serve.AlertingMetrics;
import dev.flatline.alerting.serve.AlertingServer;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.ending.Endings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flatline alerting}: the alerting of a real deployment, until it is told to end. */
@Command(
        name = "alerting",
        description = "Tells people about the alerts of a Kafka cluster: Slack, e-mail, webhooks, PagerDuty,"
                + " Alertmanager, Grafana, and here.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  flatline alerting --config alerting.yaml --check",
            "  flatline alerting --bootstrap-servers kafka:9092 --config alerting.yaml",
            "  flatline alerting --bootstrap-servers kafka:9092 --webhook-url https://example.org/hook",
            "",
            "The file is read again when it changes. Ends gracefully on Ctrl-C and SIGTERM; what was not",
            "told by then is told by the next one that is started."
        })
final class AlertingCommand implements Callable<Integer> {

    private static final String TOKEN = "FLATLINE_ALERTING_TOKEN";

    private final ConsoleSettings console;
    private final Endings endings;

    @Mixin
    private OptionalClusterOption cluster = new OptionalClusterOption();

    @Option(names = "--config", paramLabel = "FILE", description = "channels, routes and all else, as YAML")
    private @Nullable Path config;

    @Option(names = "--check", description = "only say whether the file is right, and what is wrong with it")
    private boolean check;

    @Option(names = "--webhook-url", paramLabel = "URL", description = "without a file: post alerts to this address")
    private @Nullable URI webhook;

    @Option(
            names = "--min-severity",
            paramLabel = "SEVERITY",
            description = "without a file: tell of alerts this severe or worse: info, warning, critical (default:"
                    + " warning)")
    private Severity minimum = Severity.WARNING;

    @Option(
            names = "--metrics-address",
            paramLabel = "ADDRESS",
            description = "address to serve /metrics, /ready and silences on (default: ${DEFAULT-VALUE})")
    private String address = "127.0.0.1";

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "port to serve them on; 0 for any that is free (default: ${DEFAULT-VALUE})")
    private int port = 9466;

    AlertingCommand(ConsoleSettings console, Endings endings) {
        this.console = console;
        this.endings = endings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        @Nullable SettingsFile<AlertingSettings> file = file();
        if (check) {
            return checked(file);
        }
        Supplier<AlertingSettings> settings = settings(file);
        GivenBrokers brokers = cluster.brokers();
        brokers.requireTopics();
        AlertingMetrics metrics = new AlertingMetrics();
        AlertDispatcher dispatcher = AlertDispatcher.start(
                new AlertDispatcherConfig(SilenceCommand.connection(brokers), settings, metrics, false));
        endings.add(dispatcher::close);
        try (AlertingServer server = server(brokers, metrics, dispatcher)) {
            say("dispatching the alerts of " + brokers.bootstrapServers() + "; metrics at http://" + address + ":"
                    + server.port() + "/metrics");
            dispatcher.join();
        }
        KafkaException failure = dispatcher.failure();
        if (failure != null) {
            throw new IOException(
                    "Dispatching the alerts of " + brokers.bootstrapServers() + " failed: " + failure.getMessage(),
                    failure);
        }
        return 0;
    }

    private @Nullable SettingsFile<AlertingSettings> file() {
        if (config != null && webhook != null) {
            throw new WrongUseException("--config and --webhook-url: not both; name the webhook in the file");
        }
        if (config == null && check) {
            throw new WrongUseException("--check checks a file: name it with --config");
        }
        return config == null ? null : AlertingReader.file(config, System::getenv);
    }

    private int checked(@Nullable SettingsFile<AlertingSettings> file) {
        if (file != null) {
            List<String> names =
                    read(file).destinations().stream().map(Destination::name).toList();
            say(file.path() + " is right; channels: " + String.join(", ", names));
        }
        return 0;
    }

    private static AlertingSettings read(SettingsFile<AlertingSettings> file) {
        try {
            return file.read();
        } catch (WrongFileException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        }
    }

    private Supplier<AlertingSettings> settings(@Nullable SettingsFile<AlertingSettings> file) throws IOException {
        if (file == null) {
            AlertingSettings settings = withoutFile();
            return () -> settings;
        }
        read(file);
        WatchedFile<AlertingSettings> watched = WatchedFile.begin(file, this::say);
        endings.add(watched::close);
        return watched;
    }

    private AlertingSettings withoutFile() {
        AlertingSettings screen = AlertingSettings.only("console", new ConsoleChannel(console), minimum);
        List<Destination> destinations = new ArrayList<>(screen.destinations());
        if (webhook != null) {
            destinations.add(Destination.of("webhook", new WebhookChannel(webhookSettings(webhook), Links.NONE)));
        }
        return screen.withDestinations(destinations);
    }

    private static WebhookSettings webhookSettings(URI url) {
        try {
            return WebhookSettings.of(url, WebhookSettings.TIMEOUT);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException("--webhook-url: " + e.getMessage());
        }
    }

    private AlertingServer server(GivenBrokers brokers, AlertingMetrics metrics, AlertDispatcher dispatcher)
            throws IOException {
        KeptSilences silences = new KeptSilences(brokers);
        endings.add(silences::close);
        String token = System.getenv().getOrDefault(TOKEN, "");
        return new AlertingServer(
                new InetSocketAddress(address, port),
                new AlertingServer.Answers(metrics, () -> dispatcher.failure() == null, silences, token));
    }

    private void say(String what) {
        console.out().println("flatline: " + what);
    }
}
