package dev.flatline.alerting;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertCodec;
import dev.flatline.alerting.notify.Channels;
import dev.flatline.alerting.notify.Deliveries;
import dev.flatline.alerting.notify.Notification;
import dev.flatline.alerting.notify.Notification.Retries;
import dev.flatline.alerting.notify.Outcome;
import dev.flatline.alerting.notify.Pause;
import dev.flatline.alerting.route.Routing;
import dev.flatline.events.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes alerts off the topic and puts them through the {@link AlertPipeline}, on a thread of its own.
 *
 * <p>Reads only what the processor has committed. An alert's place on the topic is recorded after it was delivered,
 * refused or given up, so a crash repeats messages and loses none. Closing first delivers what is already on the topic.
 */
public final class AlertDispatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlertDispatcher.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Deliveries deliveries = new Deliveries();
    private final LongAdder unreadable = new LongAdder();
    private final AlertPipeline pipeline;
    private final KafkaConsumer<@Nullable String, byte @Nullable []> consumer;
    private final Thread thread = new Thread(this::run, "flatline-alerting");
    private volatile @Nullable KafkaException failure;

    private AlertDispatcher(AlertDispatcherConfig config) {
        Retries retries = new Retries(config.backoff(), Pause.until(closing));
        Notification notification = new Notification(Channels.from(config.channels()), retries, deliveries);
        this.pipeline = new AlertPipeline(new Routing(config.routes()), notification);
        this.consumer = new KafkaConsumer<>(
                consumerSettings(config.bootstrapServers()), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Begins to dispatch; a broker that is away is waited for. */
    public static AlertDispatcher start(AlertDispatcherConfig config) {
        AlertDispatcher dispatcher = new AlertDispatcher(config);
        dispatcher.thread.start();
        return dispatcher;
    }

    private static Map<String, Object> consumerSettings(String bootstrapServers) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                "flatline-alerting",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG,
                false,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                10_000,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false);
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(Topics.ALERTS.name()));
            while (closing.getCount() > 0) {
                dispatch(consumer.poll(POLL));
            }
            drain();
        } catch (KafkaException e) {
            failure = e;
            LOG.error("Reading alerts from topic {} failed; no more alerts are sent", Topics.ALERTS.name(), e);
        }
    }

    private void drain() {
        long deadline = System.nanoTime() + LONGEST_CLOSE.toNanos();
        while (System.nanoTime() < deadline && behind()) {
            dispatch(consumer.poll(POLL));
        }
    }

    private boolean behind() {
        try {
            Set<TopicPartition> assigned = consumer.assignment();
            return assigned.isEmpty()
                    || consumer.endOffsets(assigned, LONGEST_CLOSE).entrySet().stream()
                            .anyMatch(end -> consumer.position(end.getKey(), LONGEST_CLOSE) < end.getValue());
        } catch (KafkaException brokerIsAway) {
            LOG.debug("Cannot tell whether alerts are left", brokerIsAway);
            return false;
        }
    }

    private void dispatch(ConsumerRecords<@Nullable String, byte @Nullable []> records) {
        List<Alert> alerts = StreamSupport.stream(records.spliterator(), false)
                .flatMap(this::read)
                .toList();
        List<Outcome> outcomes = pipeline.accept(alerts);
        if (!records.isEmpty() && !cutShort(outcomes)) {
            consumer.commitSync();
        }
    }

    private boolean cutShort(List<Outcome> outcomes) {
        return closing.getCount() == 0 && outcomes.stream().anyMatch(Outcome.Retryable.class::isInstance);
    }

    private Stream<Alert> read(ConsumerRecord<@Nullable String, byte @Nullable []> message) {
        byte[] bytes = message.value();
        if (bytes == null) {
            return Stream.empty();
        }
        try {
            return Stream.of(AlertCodec.decode(bytes));
        } catch (IOException e) {
            unreadable.increment();
            LOG.warn("Skipped a message that is no alert, offset {} of {}", message.offset(), message.topic(), e);
            return Stream.empty();
        }
    }

    /** What became of the announcements so far. */
    public Deliveries deliveries() {
        return deliveries;
    }

    /** Messages on the topic that were no alerts. */
    public long unreadable() {
        return unreadable.sum();
    }

    /** Why dispatching ended by itself; {@code null} while it goes on. */
    public @Nullable KafkaException failure() {
        return failure;
    }

    /** Waits until dispatching ends. */
    public void join() throws InterruptedException {
        thread.join();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(2 * LONGEST_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
