package dev.flatline.cli;

import dev.flatline.alerting.topic.Connection;
import dev.flatline.cli.broker.GivenBrokers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flatline silence}. */
@Command(
        name = "silence",
        description = "What people do not want to be told of for a while.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  flatline silence add --bootstrap-servers kafka:9092 --run 'sweep-*' --for 2h",
            "  flatline silence list --bootstrap-servers kafka:9092",
            "  flatline silence expire --bootstrap-servers kafka:9092 1f3a09c2"
        })
final class SilenceCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** To the brokers as alerting wants it. */
    static Connection connection(GivenBrokers brokers) {
        return new Connection(brokers.texts());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? There is: add, list, expire");
    }
}
