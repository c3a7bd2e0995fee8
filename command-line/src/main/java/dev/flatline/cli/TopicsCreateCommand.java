package dev.flatline.cli;

import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.broker.TopicChange;
import dev.flatline.cli.broker.TopicsCreation;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flatline topics create}. */
@Command(
        name = "create",
        description = "Creates the topics that Flatline uses, where they are missing, and says how others differ.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Topics that exist are left as they are, unless --alter is given; their partitions are never changed.",
            "",
            "Examples:",
            "  flatline topics create --bootstrap-servers kafka:9092 --dry-run",
            "  flatline topics create --bootstrap-servers kafka:9092 --replication-factor 3",
            "  flatline topics create --bootstrap-servers kafka:9092 --alter"
        })
final class TopicsCreateCommand implements Runnable {

    private final ConsoleSettings console;

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Option(names = "--dry-run", description = "only say what would be done")
    private boolean dryRun;

    @Option(names = "--alter", description = "also give topics that exist the settings they should have")
    private boolean alter;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "how many brokers keep each new topic (default: as the brokers have it)")
    private @Nullable Short copies;

    TopicsCreateCommand(ConsoleSettings console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (copies != null && copies < 1) {
            throw new WrongUseException("--replication-factor must be 1 or more, not " + copies);
        }
        TopicsCreation topics = new TopicsCreation(cluster.brokers());
        List<TopicChange> changes = dryRun ? topics.compare() : topics.create(Optional.ofNullable(copies));
        if (alter && !dryRun) {
            topics.alter(changes);
        }
        changes.forEach(change -> console.out().println(line(change)));
    }

    private String line(TopicChange change) {
        String name = change.topic().name();
        if (!change.exists()) {
            int partitions = change.topic().partitions();
            return name
                    + (dryRun ? ": would be created, " : ": created, ")
                    + partitions
                    + (partitions == 1 ? " partition, " : " partitions, ")
                    + new TreeMap<>(change.topic().configuration());
        }
        if (change.differences().isEmpty()) {
            return name + ": exists";
        }
        return name + ": exists, but with " + String.join("; ", change.differences()) + changed(change);
    }

    private String changed(TopicChange change) {
        if (change.settings().isEmpty()) {
            return "";
        }
        String done = dryRun ? " (the settings would be changed)" : " (the settings have been changed)";
        return alter ? done : " (--alter changes the settings)";
    }
}
