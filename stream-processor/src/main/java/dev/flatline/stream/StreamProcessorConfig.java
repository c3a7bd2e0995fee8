package dev.flatline.stream;

import dev.flatline.events.Topics;
import dev.flatline.stream.serve.WebSettings;
import dev.flatline.stream.topology.PutAside;
import dev.flatline.stream.topology.TrainingTopology;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What a stream processor needs to know.
 *
 * @param bootstrapServers Kafka brokers to begin with, {@code host:port[,host:port…]}
 * @param client further Kafka client settings, such as security, in Kafka's own names
 * @param stateDirectory where Kafka Streams keeps its stores; not shared with another instance
 * @param web where {@code /metrics} and the query API listen
 * @param instance which of the processes on this cluster it is
 */
public record StreamProcessorConfig(
        String bootstrapServers, Map<String, String> client, Path stateDirectory, WebSettings web, Instance instance) {

    static final String APPLICATION_ID = "flatline-stream-processor";

    public StreamProcessorConfig {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers must name at least one broker, as host:port");
        }
        client = Map.copyOf(client);
    }

    /** For a pipeline on this machine alone. */
    public static StreamProcessorConfig local(String bootstrapServers, Path stateDirectory, int metricsPort) {
        return new StreamProcessorConfig(
                bootstrapServers, Map.of(), stateDirectory, WebSettings.local(metricsPort), Instance.only("local"));
    }

    /**
     * As Kafka Streams wants it; each setting that differs from Kafka's default has its reason.
     *
     * @param advertised {@code host:port} at which other instances reach this one
     */
    Properties properties(String advertised) {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, advertised);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, instance.threads());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, instance.standbys());
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 16 * 1024 * 1024);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTER.name());
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PutAside.class.getName());
        transactions(properties);
        membership(properties);
        return properties;
    }

    private static void transactions(Properties properties) {
        // State and alert in one transaction: at least once would lose alerts, not only repeat them.
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        // Streams' own default of 100 ms would be the floor of every latency.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        // The state of a network with thousands of layers; its topic takes as much.
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                TrainingTopology.LARGEST_STATE + 64 * 1024);
    }

    private void membership(Properties properties) {
        // Without a name of its own a restarted instance waits 45 s for its old self to time out.
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                APPLICATION_ID + "-" + instance.id());
        // With a name, a dead instance that does not come back is replaced only after this time; Kafka's own is 45 s.
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 15_000);
    }
}
