package dev.flatline.benchmarks.processor;

import dev.flatline.events.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Hands every message of the telemetry topic on as it is, exactly once: the least that any processor does. */
final class PassThrough implements AutoCloseable {

    static final String NAME = "pass-through";
    static final String TOPIC = "benchmark.pass-through";

    private final AtomicLong passed = new AtomicLong();
    private final KafkaStreams streams;

    PassThrough(String bootstrapServers, Path stateDirectory) {
        streams = new KafkaStreams(topology(), settings(bootstrapServers, stateDirectory));
        streams.start();
    }

    private Topology topology() {
        Topology topology = new Topology();
        topology.addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.TELEMETRY.name());
        topology.addProcessor("count", Count::new, "in");
        topology.addSink("out", TOPIC, new ByteArraySerializer(), new ByteArraySerializer(), "count");
        return topology;
    }

    /** As the stream processor has them. */
    private static Properties settings(String bootstrapServers, Path stateDirectory) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, NAME);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        settings.put(StreamsConfig.producerPrefix("linger.ms"), 5);
        return settings;
    }

    long passed() {
        return passed.get();
    }

    @Override
    public void close() {
        streams.close(Duration.ofSeconds(10));
    }

    /** Counts what passes. */
    private final class Count extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

        @Override
        public void process(Record<byte[], byte[]> message) {
            context().forward(message);
            passed.incrementAndGet();
        }
    }
}
