package dev.flatline.cli;

import dev.flatline.alert.configure.Glob;
import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.replay.RecordedFiles;
import dev.flatline.cli.replay.RecordedTopic;
import dev.flatline.cli.replay.ReplayedPage;
import dev.flatline.cli.replay.TelemetrySource;
import dev.flatline.cli.report.ReportFile;
import dev.flatline.stream.rules.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flatline report}: recorded runs as one file for a browser. */
@Command(
        name = "report",
        description = "Writes recorded runs as one HTML file that opens anywhere, without a network.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without --bootstrap-servers the argument is a recording (flatline run --record); with it, the name or id of a",
            "run whose telemetry the cluster still has, in which * stands for anything. Either is judged as by flatline",
            "replay. What a run led to while it went on is written by flatline run --report FILE.html.",
            "",
            "Examples:",
            "  flatline report digits.pb.gz -o digits.html",
            "  flatline report digits --bootstrap-servers kafka:9092 -o digits.html",
            "",
            "Exit code: 0; 1 if a recording is damaged (the report shows what could be read); 2 for wrong use."
        })
final class ReportCommand implements Callable<Integer> {

    private static final int DAMAGED = 1;

    private final ConsoleSettings console;

    @Parameters(paramLabel = "FILE|RUN", description = "what to report on")
    private String subject = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "where to write the report")
    private Path output = Path.of("");

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "take the telemetry that this Kafka cluster still has")
    private @Nullable String bootstrapServers;

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Option(names = "--rules", paramLabel = "FILE", description = "rules to judge by; see flatline rules")
    private @Nullable Path rules;

    ReportCommand(ConsoleSettings console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ReportFile file = ReportFile.at(output);
        Glob wanted = bootstrapServers == null ? Glob.ANY : new Glob(subject);
        ReplayedPage page = new ReplayedPage(
                rules == null ? Rules.STANDARD : RulesOption.checked(rules).read(), wanted);
        int code = fill(page, source());
        if (page.isEmpty()) {
            throw new WrongUseException("There is nothing to report on: no step of " + subject + " was found.");
        }
        file.write(page.html());
        say("report written to " + file.path());
        return code;
    }

    /** What was read before a recording breaks off counts. */
    private int fill(ReplayedPage page, TelemetrySource source) {
        try {
            source.forEach(page::take);
            return 0;
        } catch (IOException e) {
            say(e.getMessage() + "; the report shows what came before");
            return DAMAGED;
        }
    }

    private TelemetrySource source() {
        if (bootstrapServers == null) {
            RecordedFiles recorded = new RecordedFiles(List.of(Path.of(subject)));
            recorded.requireThere();
            return recorded;
        }
        GivenBrokers brokers = new GivenBrokers(bootstrapServers, kafka.read());
        brokers.requireTopics();
        return new RecordedTopic(brokers);
    }

    private void say(String what) {
        console.out().println("flatline: " + what);
    }
}
