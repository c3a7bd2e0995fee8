package dev.flatline.cli;

import dev.flatline.alert.configure.Glob;
import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.replay.RecordedFiles;
import dev.flatline.cli.replay.RecordedTopic;
import dev.flatline.cli.replay.Rehearsal;
import dev.flatline.cli.replay.TelemetrySource;
import dev.flatline.stream.rules.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flatline replay}: recorded telemetry judged again, under the same rules or others. */
@Command(
        name = "replay",
        description = "Judges recorded telemetry again, and shows what other rules would change.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It passes through the same stages as in the stream processor, so what is shown is what would have been",
            "told. Without --rules: the alerts and the diagnosis. Recordings are made by flatline run --record.",
            "",
            "Examples:",
            "  flatline replay digits.pb.gz",
            "  flatline replay digits.pb.gz lstm.pb.gz --rules new.yaml",
            "  flatline replay --bootstrap-servers kafka:9092 --run 'gan-*' --baseline now.yaml --rules new.yaml --json",
            "",
            "Exit code: 0; 1 if a recording is damaged (what could be read is shown); 2 for wrong use."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final int DAMAGED = 1;

    private final ConsoleSettings console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "recordings, in the order in which they were made")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "take the telemetry that this Kafka cluster still has, instead of files")
    private @Nullable String bootstrapServers;

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Option(
            names = "--run",
            paramLabel = "NAME",
            description = "only runs of this name or id, in which * stands for anything")
    private String run = Glob.ANY.pattern();

    @Option(names = "--rules", paramLabel = "FILE", description = "rules to try; see flatline rules")
    private @Nullable Path rules;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "rules to compare them with, or to judge by (default: those that flatline rules prints)")
    private @Nullable Path baseline;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    ReplayCommand(ConsoleSettings console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Rehearsal rehearsal = new Rehearsal(read(baseline), rules == null ? null : read(rules), new Glob(run));
        rehearsal.judge(source());
        spec.commandLine().getOut().print(json ? rehearsal.json() : rehearsal.text());
        spec.commandLine().getOut().flush();
        boolean whole = rehearsal.reservations(what -> console.out().println("flatline: " + what));
        return whole ? 0 : DAMAGED;
    }

    private static Rules read(@Nullable Path file) throws IOException {
        return file == null ? Rules.STANDARD : RulesOption.checked(file).read();
    }

    private TelemetrySource source() {
        if (files.isEmpty() == (bootstrapServers == null)) {
            throw new WrongUseException("Which telemetry? Name recordings, as in: flatline replay digits.pb.gz"
                    + " --rules new.yaml; or a Kafka cluster with --bootstrap-servers, not both");
        }
        if (bootstrapServers == null) {
            RecordedFiles recorded = new RecordedFiles(files);
            recorded.requireThere();
            return recorded;
        }
        GivenBrokers brokers = new GivenBrokers(bootstrapServers, kafka.read());
        brokers.requireTopics();
        return new RecordedTopic(brokers);
    }
}
