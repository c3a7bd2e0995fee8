package dev.flatline.benchmarks;

import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.Topics;
import dev.flatline.events.UnreadableTelemetryException;
import dev.flatline.events.v1.AgentReport;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the agent says about itself in the telemetry it sent: the last report of each run, by run id. */
final class AgentReports {

    private static final Duration FIRST_MESSAGE = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private AgentReports() {}

    /** Reads all telemetry at the broker, until nothing new has come for three seconds. */
    static Map<String, AgentReport> read(String bootstrapServers) {
        Map<String, AgentReport> reports = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings(bootstrapServers))) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.TELEMETRY.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            ConsumerRecords<byte[], byte[]> records = consumer.poll(FIRST_MESSAGE);
            while (!records.isEmpty()) {
                records.forEach(message -> take(message, reports));
                records = consumer.poll(SILENCE);
            }
        }
        return reports;
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

    private static void take(ConsumerRecord<byte[], byte[]> message, Map<String, AgentReport> reports) {
        try {
            var telemetry = TelemetryCodec.decode(message.value());
            if (telemetry.hasStep()) {
                reports.put(telemetry.getRunId(), telemetry.getStep().getAgent());
            }
        } catch (UnreadableTelemetryException e) {
            throw new IllegalStateException("The agent sent what cannot be read: " + e.getMessage(), e);
        }
    }
}
