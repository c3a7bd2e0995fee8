package dev.flatline.agent.publish;

import dev.flatline.events.CommandCodec;
import dev.flatline.events.Topics;
import dev.flatline.events.UnreadableTelemetryException;
import dev.flatline.events.v1.Command;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Listens for commands on a thread of its own, from the moment at which it first reached the broker: what was asked before
 * is not carried out. Whatever goes wrong, it tries again after five seconds; what a user must put right is said once.
 */
final class CommandReader implements Runnable {

    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final long AGAIN_AFTER = TimeUnit.SECONDS.toNanos(5);

    private final Map<String, Object> configuration;
    private final Consumer<Command> taker;
    private final Consumer<String> console;
    private final Thread thread = new Thread(this, "flatline-agent-commands");
    private volatile boolean closing;
    private boolean told;

    CommandReader(Publisher.Destination from, Consumer<Command> taker, Consumer<String> console) {
        configuration = configuration(from);
        this.taker = taker;
        this.console = console;
        thread.setDaemon(true);
        thread.setContextClassLoader(CommandReader.class.getClassLoader());
    }

    private static Map<String, Object> configuration(Publisher.Destination from) {
        Map<String, Object> configuration = new HashMap<>(KafkaSecurity.of(from.security()));
        configuration.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, from.bootstrapServers());
        configuration.put(ConsumerConfig.CLIENT_ID_CONFIG, from.clientId() + "-commands");
        configuration.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        configuration.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configuration.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        configuration.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 64 * 1024);
        configuration.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 * 1024);
        configuration.put(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        configuration.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return configuration;
    }

    CommandReader start() {
        thread.start();
        return this;
    }

    @Override
    public void run() {
        Map<TopicPartition, Long> reached = new HashMap<>();
        while (!closing) {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(configuration)) {
                listen(consumer, reached);
            } catch (AuthorizationException | InvalidTopicException e) {
                tellOnce(String.valueOf(e.getMessage()));
            } catch (Throwable e) {
                // The broker is away, of which the sender tells. Nothing ends this thread.
            } finally {
                pause();
            }
        }
    }

    private void tellOnce(String why) {
        if (!told) {
            told = true;
            console.accept("cannot take commands from topic " + Topics.COMMANDS.name() + " (" + why
                    + "); training goes on, and it is tried again every five seconds");
        }
    }

    private void listen(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> reached) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.COMMANDS.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            tellOnce("it does not exist; flatline topics create makes it");
            return;
        }
        consumer.assign(partitions);
        partitions.forEach(partition -> seek(consumer, partition, reached.get(partition)));
        while (!closing) {
            for (ConsumerRecord<byte[], byte[]> read : consumer.poll(AT_ONCE)) {
                take(read.value());
            }
            partitions.forEach(partition -> reached.put(partition, consumer.position(partition)));
        }
    }

    private static void seek(KafkaConsumer<?, ?> consumer, TopicPartition partition, @Nullable Long offset) {
        if (offset == null) {
            consumer.seekToEnd(List.of(partition));
        } else {
            consumer.seek(partition, offset);
        }
    }

    private void take(byte @Nullable [] value) {
        try {
            if (value != null) {
                taker.accept(CommandCodec.decode(value));
            }
        } catch (UnreadableTelemetryException e) {
            // Somebody else's message.
            return;
        }
    }

    private void pause() {
        for (long begun = System.nanoTime(); !closing && System.nanoTime() - begun < AGAIN_AFTER; ) {
            LockSupport.parkNanos(AGAIN_AFTER / 50);
        }
    }

    /** Listens no more; waits so long at most for the thread. */
    void close(Duration longest) throws InterruptedException {
        closing = true;
        thread.join(longest.toMillis());
    }
}
