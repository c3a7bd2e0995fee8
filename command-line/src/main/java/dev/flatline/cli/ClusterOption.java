package dev.flatline.cli;

import dev.flatline.cli.broker.GivenBrokers;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The Kafka cluster that a part of a real deployment works on. */
final class ClusterOption {

    @Option(
            names = "--bootstrap-servers",
            required = true,
            paramLabel = "HOST:PORT",
            description = "the Kafka cluster to work on; several brokers separated by commas")
    private String bootstrapServers = "";

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    GivenBrokers brokers() {
        return new GivenBrokers(bootstrapServers, kafka.read());
    }
}
