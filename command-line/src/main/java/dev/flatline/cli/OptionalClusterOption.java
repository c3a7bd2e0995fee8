package dev.flatline.cli;

import dev.flatline.cli.broker.GivenBrokers;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The Kafka cluster to work on, where not everything needs one. */
final class OptionalClusterOption {

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "the Kafka cluster to work on; several brokers separated by commas")
    private String bootstrapServers = "";

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    GivenBrokers brokers() {
        if (bootstrapServers.isEmpty()) {
            throw new WrongUseException("Which Kafka cluster? Name it with --bootstrap-servers");
        }
        return new GivenBrokers(bootstrapServers, kafka.read());
    }
}
