package dev.flatline.alerting.topic;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the brokers.
 *
 * @param properties in Kafka's own names; {@code bootstrap.servers} at least
 */
public record Connection(Map<String, String> properties) {

    public Connection {
        properties = Map.copyOf(properties);
    }

    /** To brokers that let everybody in. */
    public static Connection to(String bootstrapServers) {
        return new Connection(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** Reads what has been committed, from the beginning where nothing else is said. */
    public KafkaConsumer<@Nullable String, byte @Nullable []> consumer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Writes so that what is acknowledged is not lost, and nothing is doubled or out of order. */
    public KafkaProducer<String, byte @Nullable []> producer() {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
