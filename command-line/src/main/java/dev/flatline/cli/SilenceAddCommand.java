package dev.flatline.cli;

import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.alerting.silence.Silence;
import dev.flatline.alerting.silence.WantedSilence;
import dev.flatline.cli.broker.GivenBrokers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flatline silence add}. */
@Command(
        name = "add",
        description = "Holds back some alerts for a while. One that still fires then is told.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "All that is said of the alerts must hold. Whoever was told that something fires is told",
            "that it is over all the same.",
            "",
            "Examples:",
            "  flatline silence add --bootstrap-servers kafka:9092 --run 'sweep-*' --for 2h --reason sweep",
            "  flatline silence add --bootstrap-servers kafka:9092 --run gan --kind loss-oscillation --for 7d"
        })
final class SilenceAddCommand implements Callable<Integer> {

    private final ConsoleSettings console;

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Option(names = "--run", paramLabel = "NAME", description = "name of the run; * stands for anything")
    private String run = "";

    @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "a tag of the run; may be given several times")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Option(names = "--kind", paramLabel = "KIND", description = "kind of the alert; * stands for anything")
    private String kind = "";

    @Option(
            names = "--alert",
            paramLabel = "FINGERPRINT",
            description = "one alert, by the fingerprint that messages carry: acknowledges it")
    private String episode = "";

    @Option(names = "--for", required = true, paramLabel = "TIME", description = "how long, such as 30m, 8h or 2d")
    private String length = "";

    @Option(names = "--by", paramLabel = "WHO", description = "who wants it (default: the user)")
    private String by = System.getProperty("user.name", "");

    @Option(names = "--reason", paramLabel = "WHY", description = "why, for the others")
    private String reason = "";

    SilenceAddCommand(ConsoleSettings console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Silence silence = wanted();
        GivenBrokers brokers = cluster.brokers();
        brokers.requireTopics();
        try (KeptSilences silences = new KeptSilences(brokers)) {
            silences.write(silence);
        }
        console.out().println(new SilenceLine(silence));
        return 0;
    }

    private Silence wanted() {
        try {
            return new WantedSilence(run, tags, kind, episode, length, by, reason).from(System.currentTimeMillis());
        } catch (IllegalArgumentException e) {
            throw new WrongUseException("flatline silence add: " + e.getMessage());
        }
    }
}
