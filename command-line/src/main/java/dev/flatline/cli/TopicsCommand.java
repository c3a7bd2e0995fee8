package dev.flatline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flatline topics}: holds the commands about topics. */
@Command(
        name = "topics",
        description = "Prepares a Kafka cluster for Flatline.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "create",
        footer = {"", "Example:", "  flatline topics create --bootstrap-servers kafka:9092"})
final class TopicsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What about the topics? There is: create");
    }
}
