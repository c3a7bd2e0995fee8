package dev.flatline.alerting.topic;

import dev.flatline.events.Topics.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads whole topics from their beginning, without a group: to their present end, and then on as they grow. */
public final class TopicReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final KafkaConsumer<@Nullable String, byte @Nullable []> consumer;
    private final BiConsumer<String, ConsumerRecord<@Nullable String, byte @Nullable []>> taker;
    private @Nullable Thread thread;

    /**
     * A reader of these topics.
     *
     * @param taker is told of every message, with the name of its topic
     */
    public TopicReader(
            Connection connection,
            Collection<Topic> topics,
            BiConsumer<String, ConsumerRecord<@Nullable String, byte @Nullable []>> taker) {
        this.taker = taker;
        this.consumer = connection.consumer(Map.of());
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name(), ANSWER).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads what is there now. */
    public TopicReader catchUp() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), ANSWER);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), ANSWER) < end.getValue())) {
            poll();
        }
        return this;
    }

    /** Goes on reading in a thread of its own, until it is closed. */
    public TopicReader follow(String name) {
        Thread following = new Thread(this::run, name);
        following.setDaemon(true);
        following.start();
        thread = following;
        return this;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                poll();
            }
        } catch (WakeupException closing) {
            LOG.debug("Reading ends");
        } catch (KafkaException e) {
            LOG.error("Reading {} failed; what is written from now on is not seen", consumer.assignment(), e);
        }
    }

    private void poll() {
        consumer.poll(POLL).forEach(message -> taker.accept(message.topic(), message));
    }

    @Override
    public void close() {
        Thread following = thread;
        if (following != null) {
            consumer.wakeup();
            try {
                following.join(ANSWER.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
