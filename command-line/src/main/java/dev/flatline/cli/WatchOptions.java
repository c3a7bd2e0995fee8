package dev.flatline.cli;

import dev.flatline.alert.Severity;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.record.RecordingFile;
import dev.flatline.cli.report.ReportFile;
import dev.flatline.cli.report.Telling;
import dev.flatline.cli.report.TerminalView;
import dev.flatline.cli.watch.WatchRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to watch a command: the options that {@code run} and {@code demo} share. */
final class WatchOptions {

    /** The severities worth failing for. */
    enum FailOn {
        WARNING(Severity.WARNING),
        CRITICAL(Severity.CRITICAL);

        private final Severity severity;

        FailOn(Severity severity) {
            this.severity = severity;
        }

        @Override
        public String toString() {
            return severity.label();
        }
    }

    @Option(names = "--name", paramLabel = "NAME", description = "what to call the run (default: its main class)")
    private String name = "";

    @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "tag the run; may be given several times")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "use this Kafka cluster and the Flatline at work on it, instead of starting one here")
    private @Nullable String bootstrapServers;

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "write a report when the command has ended: a page for a browser if its name ends in .html, else JSON")
    private @Nullable Path report;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "exit with code 3 if the command succeeds but an alert this severe or worse has fired:"
                    + " ${COMPLETION-CANDIDATES}")
    private @Nullable FailOn failOn;

    @Mixin
    private RulesOption rules = new RulesOption();

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "write what the agent sends to this file, to be judged again with flatline replay")
    private @Nullable Path recording;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "serve /metrics on this port of this machine (default: one that is free)")
    private int metricsPort;

    @Option(
            names = "--page-port",
            paramLabel = "PORT",
            description = "serve the live page on this port of this machine (default: one that is free)")
    private int pagePort;

    @Option(
            names = "--plain",
            description = "tell in single lines how the run stands, as is done where the output is no terminal")
    private boolean plain;

    /**
     * The request, everything in it checked.
     *
     * @throws WrongUseException if something in it cannot be done
     */
    WatchRequest request(String otherwiseNamed, List<String> command) {
        tags.forEach(WatchOptions::checkTag);
        GivenBrokers brokers = bootstrapServers == null ? null : new GivenBrokers(bootstrapServers, kafka.read());
        new LocalPort("--page-port", "the live page").requireFree(pagePort);
        if (brokers == null) {
            new LocalPort("--metrics-port", "/metrics").requireFree(metricsPort);
        } else if (rules.isGiven()) {
            throw new WrongUseException("--rules is for a pipeline on this machine; with --bootstrap-servers give it to"
                    + " the processor of that cluster: flatline processor --rules FILE");
        }
        return new WatchRequest(
                command,
                name.isEmpty() ? otherwiseNamed : name,
                tags,
                brokers,
                metricsPort,
                pagePort,
                report == null ? null : ReportFile.at(report),
                brokers == null ? rules.checked() : null,
                recording == null ? null : RecordingFile.at(recording),
                plain || !Boolean.getBoolean("flatline.terminal") ? Telling.PLAIN : new TerminalView(),
                failOn == null ? null : failOn.severity);
    }

    private static void checkTag(String key, String value) {
        if (!(key + value).matches("[^;,=]*") || key.isBlank()) {
            throw new WrongUseException("Tag '" + key + "=" + value + "' must be KEY=VALUE without any of ; , =");
        }
    }
}
