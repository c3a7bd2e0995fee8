package dev.flatline.cli;

import dev.flatline.cli.broker.ClientSettings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to be let in by Kafka brokers; the environment variable is for containers. */
final class KafkaOption {

    private static final String VARIABLE = "FLATLINE_KAFKA_CONFIG";

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "settings of Kafka clients in Kafka's own names, such as security.protocol; values may say"
                    + " $${env:NAME} and $${file:PATH} (default: $$FLATLINE_KAFKA_CONFIG)")
    private @Nullable Path file;

    /**
     * The settings, from the file and from the environment variables that the agent knows.
     *
     * @throws WrongUseException with everything that is wrong
     */
    ClientSettings read() {
        Map<String, String> environment = System.getenv();
        String named = environment.getOrDefault(VARIABLE, "");
        Path given = file == null && !named.isEmpty() ? Path.of(named) : file;
        return ClientSettings.read(given, environment);
    }
}
