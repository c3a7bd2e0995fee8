package dev.flatline.cli;

import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.alerting.silence.Silence;
import dev.flatline.cli.broker.GivenBrokers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code flatline silence expire}. */
@Command(
        name = "expire",
        description = "Ends a silence now.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  flatline silence expire --bootstrap-servers kafka:9092 1f3a09c2"})
final class SilenceExpireCommand implements Callable<Integer> {

    private final ConsoleSettings console;

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Parameters(paramLabel = "ID", description = "as flatline silence list shows it")
    private String id = "";

    SilenceExpireCommand(ConsoleSettings console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        GivenBrokers brokers = cluster.brokers();
        brokers.requireTopics();
        try (KeptSilences silences = new KeptSilences(brokers)) {
            Silence silence = silences.notOver().stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new WrongUseException("There is no silence " + id
                            + " that is not over. flatline silence list shows those there are"));
            silences.write(silence.until(System.currentTimeMillis()));
        }
        console.out().println("flatline: silence " + id + " is over");
        return 0;
    }
}
