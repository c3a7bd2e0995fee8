package dev.flatline.cli;

import dev.flatline.alerting.silence.Silence;
import dev.flatline.cli.broker.GivenBrokers;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code flatline silence list}. */
@Command(
        name = "list",
        description = "Lists the silences that are not over, the first to end first.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  flatline silence list --bootstrap-servers kafka:9092"})
final class SilenceListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Override
    public Integer call() {
        GivenBrokers brokers = cluster.brokers();
        brokers.requireTopics();
        PrintWriter out = spec.commandLine().getOut();
        try (KeptSilences silences = new KeptSilences(brokers)) {
            List<Silence> there = silences.notOver();
            there.forEach(silence -> out.println(new SilenceLine(silence)));
            if (there.isEmpty()) {
                out.println("There are no silences.");
            }
        }
        out.flush();
        return 0;
    }
}
