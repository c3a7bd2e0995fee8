package dev.flatline.benchmarks.processor;

import dev.flatline.cli.broker.GivenBrokers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What becomes visible on a topic from now on, to who reads what is committed. */
final class Arrivals implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;

    Arrivals(GivenBrokers brokers, String topic) {
        consumer = new KafkaConsumer<>(
                brokers.settings(Map.of("isolation.level", "read_committed", "fetch.max.wait.ms", 5)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Nanoseconds from the beginning given until a message with this text in its value is here. */
    long nanosUntil(String text, long begin) {
        while (System.nanoTime() - begin < PATIENCE.toNanos()) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(5))) {
                if (new String(message.value(), StandardCharsets.ISO_8859_1).contains(text)) {
                    return System.nanoTime() - begin;
                }
            }
        }
        throw new IllegalStateException("nothing with " + text + " has come within " + PATIENCE);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
