package dev.flatline.cli;

import dev.flatline.alert.configure.SettingsFile;
import dev.flatline.alert.configure.WatchedFile;
import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.ending.Endings;
import dev.flatline.stream.StreamProcessor;
import dev.flatline.stream.StreamProcessorConfig;
import dev.flatline.stream.rules.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
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
            "",
            "Ends gracefully on Ctrl-C and SIGTERM."
        })
final class ProcessorCommand implements Callable<Integer> {

    private final ConsoleSettings console;
    private final Endings endings;

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private RulesOption rules = new RulesOption();

    @Option(
            names = "--metrics-address",
            paramLabel = "ADDRESS",
            description = "address to serve /metrics on (default: ${DEFAULT-VALUE})")
    private String metricsAddress = "127.0.0.1";

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "port to serve /metrics on (default: ${DEFAULT-VALUE})")
    private int metricsPort = 9464;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "where to keep state between restarts; one for each instance (default: ${DEFAULT-VALUE})")
    private Path stateDirectory = Path.of("flatline-state");

    @Option(
            names = "--instance-id",
            paramLabel = "ID",
            description = "name of this instance, the same after a restart (default: ${DEFAULT-VALUE})")
    private String instanceId = "1";

    ProcessorCommand(ConsoleSettings console, Endings endings) {
        this.console = console;
        this.endings = endings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        SettingsFile<Rules> file = rules.checked();
        GivenBrokers brokers = cluster.brokers();
        brokers.requireTopics();
        Supplier<Rules> current = file == null ? () -> Rules.STANDARD : WatchedFile.begin(file, this::say);
        CountDownLatch ended = new CountDownLatch(1);
        StreamProcessor processor = StreamProcessor.start(
                new StreamProcessorConfig(
                        brokers.bootstrapServers(), stateDirectory, metricsAddress, metricsPort, instanceId, Map.of()),
                current);
        endings.add(() -> {
            processor.close();
            ended.countDown();
        });
        say("processing on " + brokers.bootstrapServers() + "; metrics at http://" + metricsAddress + ":"
                + processor.metricsPort() + "/metrics");
        ended.await();
        return 0;
    }

    private void say(String what) {
        console.out().println("flatline: " + what);
    }
}
