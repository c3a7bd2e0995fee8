package dev.flatline.cli;

import dev.flatline.alert.configure.SettingsFile;
import dev.flatline.alert.configure.WatchedFile;
import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.ending.Endings;
import dev.flatline.live.LivePage;
import dev.flatline.live.collect.CollectedRuns;
import dev.flatline.live.serve.PageAddress;
import dev.flatline.stream.Instance;
import dev.flatline.stream.StreamProcessor;
import dev.flatline.stream.StreamProcessorConfig;
import dev.flatline.stream.rules.Rules;
import dev.flatline.stream.serve.WebSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flatline processor}: the stream processor of a real deployment, until it is told to end. */
@Command(
        name = "processor",
        description = "Runs the stream processor on a Kafka cluster: telemetry in; signals, alerts and /metrics out.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  flatline processor --bootstrap-servers kafka:9092 --metrics-port 9464 --state-dir /var/lib/flatline",
            "  flatline processor --bootstrap-servers kafka:9092 --rules /etc/flatline/rules.yaml",
            "  FLATLINE_API_TOKEN=… flatline processor --bootstrap-servers kafka:9092 --metrics-address 0.0.0.0"
                    + " --instance-id a --advertised-address processor-a:9464",
            "",
            "Also serves /health, /ready and /api/v1/runs.",
            "",
            "Ends gracefully on Ctrl-C and SIGTERM."
        })
final class ProcessorCommand implements Callable<Integer> {

    /** What the page shows when the processor has just begun. */
    private static final Duration PAST = Duration.ofHours(1);

    private final ConsoleSettings console;
    private final Endings endings;

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Mixin
    private WebOptions web = new WebOptions();

    @Mixin
    private InstanceOptions instance = new InstanceOptions();

    @Mixin
    private PageOptions page = new PageOptions();

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "where to keep state between restarts; one for each instance (default: ${DEFAULT-VALUE})")
    private Path stateDirectory = Path.of("flatline-state");

    ProcessorCommand(ConsoleSettings console, Endings endings) {
        this.console = console;
        this.endings = endings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        SettingsFile<Rules> file = rules.checked();
        WebSettings webSettings = web.settings(System.getenv());
        Instance which = instance.instance();
        PageAddress pageAddress = page.address(System.getenv());
        GivenBrokers brokers = cluster.brokers();
        brokers.requireTopics();
        Supplier<Rules> current = file == null ? () -> Rules.STANDARD : WatchedFile.begin(file, this::say);
        StreamProcessor processor = StreamProcessor.start(
                new StreamProcessorConfig(
                        brokers.bootstrapServers(), brokers.client().asMap(), stateDirectory, webSettings, which),
                current);
        endings.add(processor::close);
        showPage(brokers, pageAddress);
        say("processing on " + brokers.bootstrapServers() + "; metrics at " + webSettings.scheme() + "://"
                + webSettings.address() + ":" + processor.metricsPort() + "/metrics");
        processor.join();
        Throwable failure = processor.failure();
        if (failure != null) {
            throw new IOException("the stream processor gave up: " + failure, failure);
        }
        return 0;
    }

    /** What the processor is there for goes on without the page. */
    private void showPage(GivenBrokers brokers, @Nullable PageAddress address) {
        if (address == null) {
            return;
        }
        try {
            LivePage live = LivePage.open(
                    new LivePage.Source(brokers.settings(Map.of()), PAST), address, new CollectedRuns(run -> true));
            endings.add(live::close);
            say("live page at " + live.url());
        } catch (IOException e) {
            say("no live page, since port " + address.port() + " cannot be had (" + e.getMessage()
                    + "); choose another with --page-port");
        }
    }

    private void say(String what) {
        console.out().println("flatline: " + what);
    }
}
