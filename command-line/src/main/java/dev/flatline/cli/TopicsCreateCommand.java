package dev.flatline.cli;

import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.broker.TopicsCreation;
import dev.flatline.events.Topics;
import dev.flatline.events.Topics.Topic;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flatline topics create}. */
@Command(
        name = "create",
        description = "Creates the topics that Flatline uses, where they are missing.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Topics that exist are left as they are. The brokers decide how many copies are kept.",
            "",
            "Examples:",
            "  flatline topics create --bootstrap-servers kafka:9092 --dry-run",
            "  flatline topics create --bootstrap-servers kafka:9092"
        })
final class TopicsCreateCommand implements Runnable {

    private final ConsoleSettings console;

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Option(names = "--dry-run", description = "only say what would be created")
    private boolean dryRun;

    TopicsCreateCommand(ConsoleSettings console) {
        this.console = console;
    }

    @Override
    public void run() {
        TopicsCreation creation = new TopicsCreation(cluster.brokers());
        List<Topic> created = dryRun ? creation.missing() : creation.create();
        Topics.all().forEach(topic -> console.out().println(line(topic, created.contains(topic))));
    }

    private String line(Topic topic, boolean created) {
        if (!created) {
            return topic.name() + ": exists";
        }
        return topic.name()
                + (dryRun ? ": would be created, " : ": created, ")
                + topic.partitions()
                + (topic.partitions() == 1 ? " partition, " : " partitions, ")
                + new TreeMap<>(topic.configuration());
    }
}
