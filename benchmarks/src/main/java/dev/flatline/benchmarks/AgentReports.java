package dev.flatline.benchmarks;

import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.Topics;
import dev.flatline.events.UnreadableTelemetryException;
import dev.flatline.events.v1.AgentReport;
import dev.flatline.events.v1.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the agent says about itself in the telemetry it sent, by run id. */
final class AgentReports {

    private static final Duration FIRST_MESSAGE = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private AgentReports() {}

    /** Reads all telemetry at the broker, until nothing new has come for three seconds. */
    static Map<String, Account> read(String bootstrapServers) {
        Map<String, Account> accounts = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings(bootstrapServers))) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.TELEMETRY.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            ConsumerRecords<byte[], byte[]> records = consumer.poll(FIRST_MESSAGE);
            while (!records.isEmpty()) {
                records.forEach(message -> take(message, accounts));
                records = consumer.poll(SILENCE);
            }
        }
        return accounts;
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class);
    }

    private static void take(ConsumerRecord<byte[], byte[]> message, Map<String, Account> accounts) {
        try {
            var telemetry = TelemetryCodec.decode(message.value());
            if (telemetry.hasStep()) {
                accounts.computeIfAbsent(telemetry.getRunId(), run -> new Account())
                        .add(telemetry.getStep(), message.value().length);
            }
        } catch (UnreadableTelemetryException e) {
            throw new IllegalStateException("The agent sent what cannot be read: " + e.getMessage(), e);
        }
    }

    /** One run's account of what the agent took and gave. */
    static final class Account {

        private final List<Double> agentNanos = new ArrayList<>();
        private final List<Double> stepNanos = new ArrayList<>();
        private long bytes;
        private AgentReport last = AgentReport.getDefaultInstance();

        private void add(Step step, int messageBytes) {
            bytes += messageBytes;
            agentNanos.add((double) step.getAgentNanos());
            stepNanos.add((double) step.getStepNanos());
            last = step.getAgent();
        }

        /** Of telemetry, before Kafka's own framing. */
        double bytesPerIteration() {
            return (double) bytes / agentNanos.size();
        }

        /** Totals of the run. */
        AgentReport last() {
            return last;
        }

        /**
         * What the agent measured of itself, as a share of the training's own time. Of medians, since the first
         * iteration of each block holds the pause in which the others trained.
         */
        double overhead() {
            return Spread.of(agentNanos).median() / Spread.of(stepNanos).median();
        }
    }
}
