package dev.flatline.cli.watch;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Severity;
import dev.flatline.alert.configure.SettingsFile;
import dev.flatline.alert.configure.WatchedFile;
import dev.flatline.alerting.AlertDispatcher;
import dev.flatline.alerting.AlertDispatcherConfig;
import dev.flatline.alerting.AlertingSettings;
import dev.flatline.alerting.deliver.Watcher;
import dev.flatline.alerting.notify.console.ConsoleChannel;
import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.alerting.topic.Connection;
import dev.flatline.cli.broker.EmbeddedBroker;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.broker.TopicsCreation;
import dev.flatline.cli.ending.Endings;
import dev.flatline.cli.ending.TemporaryDirectory;
import dev.flatline.stream.StreamProcessor;
import dev.flatline.stream.StreamProcessorConfig;
import dev.flatline.stream.rules.Rules;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole of Flatline in this process: broker, stream processor, alerting to the terminal. It keeps its data in a
 * temporary directory and leaves nothing behind.
 */
public final class LocalPipeline implements Pipeline {

    private static final Logger LOG = LoggerFactory.getLogger(LocalPipeline.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final String bootstrapServers;
    private final int metricsPort;

    private LocalPipeline(Settings settings) throws IOException {
        boolean complete = false;
        try {
            TemporaryDirectory directory = opened(TemporaryDirectory.create(settings.endings()));
            EmbeddedBroker broker = opened(EmbeddedBroker.start(directory.path()));
            this.bootstrapServers = broker.bootstrapServers();
            new TopicsCreation(new GivenBrokers(bootstrapServers)).create();
            StreamProcessor processor = opened(StreamProcessor.start(
                    StreamProcessorConfig.local(
                            bootstrapServers, directory.path().resolve("state"), settings.metricsPort()),
                    rules(settings)));
            this.metricsPort = processor.metricsPort();
            opened(AlertDispatcher.start(alerting(settings.console())));
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    /**
     * What it needs to know.
     *
     * @param metricsPort port for {@code /metrics}; 0 for any that is free
     * @param console where alerts are printed
     * @param endings is asked to clean up if the process is told to end
     * @param rules what its detectors go by; {@code null} for the defaults
     */
    public record Settings(
            int metricsPort,
            ConsoleSettings console,
            Endings endings,
            @Nullable SettingsFile<Rules> rules) {

        private void say(String what) {
            console.out().println("flatline: " + what);
        }
    }

    /**
     * Starts everything; takes some seconds.
     *
     * @throws IOException if something cannot be started; nothing is left running then
     */
    public static LocalPipeline start(Settings settings) throws IOException {
        return new LocalPipeline(settings);
    }

    private Supplier<Rules> rules(Settings settings) throws IOException {
        SettingsFile<Rules> file = settings.rules();
        return file == null ? () -> Rules.STANDARD : opened(WatchedFile.begin(file, settings::say));
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private AlertDispatcherConfig alerting(ConsoleSettings console) {
        AlertingSettings settings = AlertingSettings.only("console", new ConsoleChannel(console), Severity.INFO);
        return new AlertDispatcherConfig(Connection.to(bootstrapServers), () -> settings, Watcher.NONE, true);
    }

    @Override
    public GivenBrokers brokers() {
        return new GivenBrokers(bootstrapServers);
    }

    /** Where its broker is. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Port of {@code http://127.0.0.1:<port>/metrics}. */
    public int metricsPort() {
        return metricsPort;
    }

    @Override
    public String description() {
        return "metrics at http://127.0.0.1:" + metricsPort + "/metrics";
    }

    /** Nothing to do: its own alerting has told them. */
    @Override
    public void announce(List<Alert> alerts) {}

    /** Closes what was opened, the last first. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("Closing the local pipeline", e);
            }
        }
    }
}
