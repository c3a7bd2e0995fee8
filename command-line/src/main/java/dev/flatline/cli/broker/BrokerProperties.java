package dev.flatline.cli.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Settings of a broker for one machine: one node, one copy of everything, small buffers, no waiting for others. */
final class BrokerProperties {

    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // The default reserves 128 MiB of heap.
            Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "2"),
            Map.entry("background.threads", "2"),
            // A long training must not fill the disk of temporary files: 12 partitions of telemetry and signals at
            // most.
            Map.entry("log.segment.bytes", Integer.toString(32 << 20)),
            Map.entry("log.retention.bytes", Integer.toString(256 << 20)));

    private BrokerProperties() {}

    static Properties of(Path data, BrokerPorts ports) {
        Properties properties = new Properties();
        properties.putAll(FIXED);
        properties.setProperty(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + ports.broker() + ",CONTROLLER://127.0.0.1:" + ports.controller());
        properties.setProperty("controller.quorum.bootstrap.servers", "127.0.0.1:" + ports.controller());
        properties.setProperty("log.dirs", data.toString());
        return properties;
    }
}
