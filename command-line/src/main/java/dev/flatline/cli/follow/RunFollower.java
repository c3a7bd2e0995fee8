package dev.flatline.cli.follow;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertCodec;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.Topics;
import dev.flatline.events.UnreadableTelemetryException;
import dev.flatline.stream.RunSignals;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics of runs, signals and alerts from now on, and tells {@link FollowedRuns} what is on them.
 *
 * <p>It reads what is committed only, and belongs to no consumer group, so following disturbs nobody. Brokers that are
 * away are waited for; messages it cannot read are skipped.
 */
public final class RunFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunFollower.class);
    private static final List<Topics.Topic> FOLLOWED = List.of(Topics.RUNS, Topics.SIGNALS, Topics.ALERTS);

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

    private final FollowedRuns runs;
    private final Consumer<List<Alert>> alertListener;
    private final KafkaConsumer<@Nullable String, byte @Nullable []> consumer;

    /**
     * Begins to follow; what is written after this returns is not missed.
     *
     * @param brokers that answer and have the topics
     * @param runs is told everything
     * @param alertListener is told of the alerts that are about followed runs, as they come
     */
    public RunFollower(GivenBrokers brokers, FollowedRuns runs, Consumer<List<Alert>> alertListener) {
        this.runs = runs;
        this.alertListener = alertListener;
        this.consumer =
                new KafkaConsumer<>(brokers.settings(SETTINGS), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                FOLLOWED.stream().flatMap(this::partitions).toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    private Stream<TopicPartition> partitions(Topics.Topic topic) {
        return consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()));
    }

    /**
     * Takes in what has come, waiting for something to come at most so long.
     *
     * @return whether anything came
     */
    public boolean poll(Duration longest) {
        var records = consumer.poll(longest);
        List<Alert> alerts = new ArrayList<>();
        records.forEach(message -> take(message, alerts));
        if (!alerts.isEmpty()) {
            alertListener.accept(alerts);
        }
        return !records.isEmpty();
    }

    private void take(ConsumerRecord<@Nullable String, byte @Nullable []> message, List<Alert> alerts) {
        byte[] bytes = message.value();
        if (bytes == null) {
            return;
        }
        try {
            take(message.topic(), bytes, alerts);
        } catch (IOException | UnreadableTelemetryException e) {
            LOG.warn("Skipped an unreadable message, offset {} of {}", message.offset(), message.topic(), e);
        }
    }

    private void take(String topic, byte[] bytes, List<Alert> alerts) throws IOException, UnreadableTelemetryException {
        if (topic.equals(Topics.RUNS.name())) {
            runs.take(TelemetryCodec.decode(bytes));
        } else if (topic.equals(Topics.SIGNALS.name())) {
            runs.take(RunSignals.decode(bytes));
        } else {
            Alert alert = AlertCodec.decode(bytes);
            if (runs.take(alert)) {
                alerts.add(alert);
            }
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
