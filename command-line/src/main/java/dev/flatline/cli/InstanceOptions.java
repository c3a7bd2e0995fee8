package dev.flatline.cli;

import dev.flatline.stream.Instance;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of the processors that share a cluster's runs this one is. */
final class InstanceOptions {

    @Option(
            names = "--instance-id",
            paramLabel = "ID",
            description =
                    "name of this instance, the same after a restart, of no other one (default: ${DEFAULT-VALUE})")
    private String id = "1";

    @Option(
            names = "--advertised-address",
            paramLabel = "HOST:PORT",
            description = "where the other instances reach the query API of this one (default: where it listens)")
    private @Nullable String advertised;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "partitions to work on at a time (default: ${DEFAULT-VALUE})")
    private int threads = 1;

    @Option(
            names = "--standbys",
            paramLabel = "N",
            description =
                    "other instances that keep a copy of the state, ready to take over (default: ${DEFAULT-VALUE})")
    private int standbys = 1;

    /**
     * The instance.
     *
     * @throws WrongUseException if an option is wrong
     */
    Instance instance() {
        try {
            return new Instance(id, advertised, threads, standbys);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException(
                    "--instance-id, --advertised-address, --threads, --standbys: " + e.getMessage());
        }
    }
}
