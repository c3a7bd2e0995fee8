package dev.flatline.stream;

import dev.flatline.events.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;

/**
 * What a stream processor needs to know.
 *
 * @param bootstrapServers Kafka brokers to begin with, {@code host:port[,host:port…]}
 * @param stateDirectory where Kafka Streams keeps its stores; not shared with another instance
 * @param metricsAddress on which address {@code /metrics} listens
 * @param metricsPort on which port; 0 for any that is free
 * @param instanceId names this instance across restarts, so that a restart within the session timeout costs no
 *     rebalance (static membership)
 * @param client further Kafka client settings, such as security, in Kafka's own names
 */
public record StreamProcessorConfig(
        String bootstrapServers,
        Path stateDirectory,
        String metricsAddress,
        int metricsPort,
        String instanceId,
        Map<String, String> client) {

    static final String APPLICATION_ID = "flatline-stream-processor";

    public StreamProcessorConfig {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers must name at least one broker, as host:port");
        }
        if (metricsPort < 0 || metricsPort > 65_535) {
            throw new IllegalArgumentException("metricsPort must be in 0..65535, not " + metricsPort);
        }
        client = Map.copyOf(client);
    }

    /** For a pipeline on this machine alone. */
    public static StreamProcessorConfig local(String bootstrapServers, Path stateDirectory, int metricsPort) {
        return new StreamProcessorConfig(bootstrapServers, stateDirectory, "127.0.0.1", metricsPort, "local", Map.of());
    }

    /** As Kafka Streams wants it; each setting that differs from Kafka's default has its reason. */
    Properties properties() {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        // State and alert in one transaction: at least once would lose alerts, not only repeat them.
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        // Streams' own default of 100 ms would be the floor of every latency.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 16 * 1024 * 1024);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // Without a name of its own a restarted instance waits 45 s for its old self to time out.
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                APPLICATION_ID + "-" + instanceId);
        properties.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndContinueProcessingExceptionHandler.class.getName());
        properties.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTER.name());
        return properties;
    }
}
