package dev.flatline.alerting;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertCodec;
import dev.flatline.events.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes alerts off the topic and puts them through the {@link AlertPipeline}, on a thread of its own.
 *
 * <p>Reads only what the processor has committed. An alert's place on the topic is recorded when it is in the ledger of
 * notifications, so a crash loses none; what was acknowledged there is not told again. Of several dispatchers one is at
 * work, and another takes over when it ends.
 */
public final class AlertDispatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlertDispatcher.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);
    private static final int MOST_WAITING = 200_000;

    private final CountDownLatch closing = new CountDownLatch(1);
    private final LongAdder unreadable = new LongAdder();
    private final AlertDispatcherConfig config;
    private final KafkaConsumer<@Nullable String, byte @Nullable []> consumer;
    private final Thread thread = new Thread(this::run, "flatline-alerting");
    private volatile @Nullable Shift shift;
    private volatile @Nullable KafkaException failure;

    private AlertDispatcher(AlertDispatcherConfig config) {
        this.config = config;
        this.consumer = config.connection()
                .consumer(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "flatline-alerting",
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        6_000));
    }

    /** Begins to dispatch; a broker that is away is waited for. */
    public static AlertDispatcher start(AlertDispatcherConfig config) {
        AlertDispatcher dispatcher = new AlertDispatcher(config);
        dispatcher.thread.start();
        return dispatcher;
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(Topics.ALERTS.name()), new Turns());
            while (closing.getCount() > 0) {
                dispatch(consumer.poll(POLL));
            }
            if (config.drains()) {
                drain();
            }
        } catch (KafkaException e) {
            failure = e;
            LOG.error("Dispatching the alerts of topic {} failed; no more are told", Topics.ALERTS.name(), e);
        } finally {
            end();
        }
    }

    /** We are at work while the partition of the topic is ours. */
    private final class Turns implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty() && shift == null) {
                shift = Shift.begin(config, new DeliveryLog(config.watcher()));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty() && !config.drains()) {
                end();
            }
        }
    }

    private void end() {
        Shift ending = shift;
        shift = null;
        if (ending != null) {
            ending.close();
        }
    }

    private void drain() {
        long deadline = System.nanoTime() + LONGEST_CLOSE.toNanos();
        while (System.nanoTime() < deadline && (isBehind() || !isToldAll())) {
            dispatch(consumer.poll(Duration.ofMillis(20)));
        }
    }

    private boolean isToldAll() {
        Shift now = shift;
        return now == null || now.desk().isEmpty();
    }

    private boolean isBehind() {
        try {
            Collection<TopicPartition> assigned = consumer.assignment();
            return assigned.isEmpty()
                    || consumer.endOffsets(assigned, LONGEST_CLOSE).entrySet().stream()
                            .anyMatch(end -> consumer.position(end.getKey(), LONGEST_CLOSE) < end.getValue());
        } catch (KafkaException brokerIsAway) {
            LOG.debug("Cannot tell whether alerts are left", brokerIsAway);
            return false;
        }
    }

    private void dispatch(ConsumerRecords<@Nullable String, byte @Nullable []> records) {
        Shift now = shift;
        if (now == null) {
            return;
        }
        now.look();
        if (!records.isEmpty()) {
            now.take(StreamSupport.stream(records.spliterator(), false)
                    .flatMap(this::read)
                    .toList());
            consumer.commitSync();
        }
        if (now.desk().size() > MOST_WAITING) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
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
            thread.join(3 * LONGEST_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
