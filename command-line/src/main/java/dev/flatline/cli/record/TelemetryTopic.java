package dev.flatline.cli.record;

import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The telemetry topic, read without a consumer group, so that nobody is disturbed. Belongs to one thread at a time. */
public final class TelemetryTopic implements AutoCloseable {

    private static final Map<String, Object> SETTINGS = Map.of(
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG,
            false,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            10_000,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private Map<TopicPartition, Long> ends = Map.of();

    private TelemetryTopic(GivenBrokers brokers) {
        consumer = new KafkaConsumer<>(
                brokers.settings(SETTINGS), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(Topics.TELEMETRY.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
    }

    /** What is written from now on. */
    public static TelemetryTopic fromNow(GivenBrokers brokers) {
        TelemetryTopic topic = new TelemetryTopic(brokers);
        topic.consumer.seekToEnd(topic.partitions);
        topic.partitions.forEach(topic.consumer::position);
        return topic;
    }

    /** All that is still there, up to now. */
    public static TelemetryTopic untilNow(GivenBrokers brokers) {
        TelemetryTopic topic = new TelemetryTopic(brokers);
        topic.consumer.seekToBeginning(topic.partitions);
        topic.stopAtEnd();
        return topic;
    }

    /** What is written later than now is not waited for. */
    void stopAtEnd() {
        ends = consumer.endOffsets(partitions);
    }

    /** Whether all has been read that was there when {@link #stopAtEnd()} was called. */
    public boolean isAtEnd() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Waits for messages at most so long; those without a body are left out. */
    public List<ConsumerRecord<byte[], byte[]>> poll(Duration longest) {
        return StreamSupport.stream(consumer.poll(longest).spliterator(), false)
                .filter(message -> message.value() != null)
                .toList();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
