package dev.flatline.cli.deadletter;

import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The newest messages of the dead-letter topic. Reading them changes nothing. */
public final class DeadLetters {

    private static final Duration POLL = Duration.ofMillis(500);

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

    private DeadLetters() {}

    /** At most so many, the oldest first, from brokers that answer and have the topic. */
    public static List<Letter> last(GivenBrokers brokers, int most) {
        try (var consumer = new KafkaConsumer<byte @Nullable [], byte @Nullable []>(
                brokers.settings(SETTINGS), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<Letter> letters = new ArrayList<>(read(consumer, most));
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
            letters.sort(Comparator.comparing(Letter::time));
            return letters.subList(Math.max(0, letters.size() - most), letters.size());
        }
    }

    private static List<Letter> read(KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer, int most) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.DEAD_LETTER.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        // A commit takes a place in the topic as well, so that many places may hold half as many messages.
        ends.forEach((partition, end) ->
                consumer.seek(partition, Math.max(begins.getOrDefault(partition, 0L), end - 2L * most)));
        List<Letter> letters = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(message -> letters.add(Letter.of(message)));
        }
        return letters;
    }
}
