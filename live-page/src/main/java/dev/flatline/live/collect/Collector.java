package dev.flatline.live.collect;

import dev.flatline.alert.AlertCodec;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.Topics;
import dev.flatline.events.UnreadableTelemetryException;
import dev.flatline.stream.RunSignals;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what brokers have of runs, and goes on reading, in a thread of its own. It belongs to no consumer group, so it disturbs nobody;
 * messages it cannot read are passed over. A failure ends the collecting, is logged, and changes nothing else.
 */
public final class Collector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);
    private static final List<Topics.Topic> TOPICS =
            List.of(Topics.RUNS, Topics.ALERTS, Topics.SIGNALS, Topics.TELEMETRY);

    private final CollectedRuns runs;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Thread thread = new Thread(this::collect, "flatline-live-page");
    private volatile boolean ending;

    /**
     * Begins at once.
     *
     * @param brokers settings of Kafka clients; the brokers answer and have the topics
     * @param past how far back to begin
     * @param runs is told everything
     */
    public Collector(Map<String, Object> brokers, Duration past, CollectedRuns runs) {
        this.runs = runs;
        this.consumer =
                new KafkaConsumer<>(settings(brokers), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partitions = TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        seek(System.currentTimeMillis() - past.toMillis());
        thread.setDaemon(true);
        thread.start();
    }

    private static Map<String, Object> settings(Map<String, Object> brokers) {
        Map<String, Object> settings = new HashMap<>(brokers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }

    /** The descriptions of runs are few, and needed whenever a run began; all else from then on. */
    private void seek(long millis) {
        consumer.seekToEnd(partitions);
        Map<TopicPartition, Long> times = partitions.stream()
                .filter(partition -> !partition.topic().equals(Topics.RUNS.name()))
                .collect(Collectors.toMap(partition -> partition, partition -> millis));
        consumer.offsetsForTimes(times).forEach((partition, found) -> {
            if (found != null) {
                consumer.seek(partition, found.offset());
            }
        });
        consumer.seekToBeginning(partitions.stream()
                .filter(partition -> partition.topic().equals(Topics.RUNS.name()))
                .toList());
        partitions.forEach(consumer::position);
    }

    private void collect() {
        try {
            while (!ending) {
                takeAll();
            }
            takeWhatIsThere();
        } catch (KafkaException e) {
            LOG.warn("The live page gets nothing new any more", e);
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }

    private void takeWhatIsThere() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long deadline = System.nanoTime() + LONGEST_END.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())
                && System.nanoTime() < deadline) {
            takeAll();
        }
    }

    private void takeAll() {
        consumer.poll(POLL).forEach(this::take);
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        byte[] bytes = message.value();
        if (bytes == null) {
            return;
        }
        try {
            take(message.topic(), bytes);
        } catch (IOException | UnreadableTelemetryException | RuntimeException e) {
            LOG.warn("Passed over offset {} of {}", message.offset(), message.topic(), e);
        }
    }

    private void take(String topic, byte[] bytes) throws IOException, UnreadableTelemetryException {
        if (topic.equals(Topics.ALERTS.name())) {
            runs.take(AlertCodec.decode(bytes));
        } else if (topic.equals(Topics.SIGNALS.name())) {
            runs.take(RunSignals.decode(bytes));
        } else {
            runs.take(TelemetryCodec.decode(bytes));
        }
    }

    /** Takes in what has been written until now, for 10 seconds at most, and ends. */
    @Override
    public void close() {
        ending = true;
        try {
            thread.join(LONGEST_END.toMillis() + 2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
