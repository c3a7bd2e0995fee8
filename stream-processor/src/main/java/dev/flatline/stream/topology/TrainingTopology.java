package dev.flatline.stream.topology;

import dev.flatline.events.Topics;
import dev.flatline.stream.metrics.PipelineMetrics;
import dev.flatline.stream.rules.Rules;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The data flow, in one place.
 *
 * <pre>
 * flatline.telemetry ─► decode ─► trend ─► detect ─► diagnose ─► lifecycle ─┬─► flatline.alerts
 *                         │         ▲                               │       └─► flatline.signals
 *                         ▼         └────────── run-state ◄─────────┘
 *                flatline.dead-letter
 * </pre>
 *
 * <p>One message passes all boxes in one go, on one thread; the state of its run is read once, in trend, and written
 * once, in lifecycle.
 */
public final class TrainingTopology {

    static final String RUN_STATE = "run-state";

    /** Bytes of the largest state of a run that is followed: some ten thousand layers. */
    public static final int LARGEST_STATE = 8 * 1024 * 1024;

    private TrainingTopology() {}

    /** With every detector as it is. */
    public static Topology build(PipelineMetrics metrics) {
        return build(metrics, () -> Rules.STANDARD);
    }

    /**
     * With rules that may change at any time: they are asked for at every message, on the stream threads, and must be
     * there at once.
     */
    public static Topology build(PipelineMetrics metrics, Supplier<Rules> rules) {
        Topology topology = new Topology();
        topology.addSource(
                "telemetry", new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.TELEMETRY.name());
        topology.addProcessor("decode", () -> new Decode(metrics), "telemetry");
        topology.addProcessor("trend", () -> new Trend(metrics, rules), "decode");
        topology.addProcessor("detect", Detect::new, "trend");
        topology.addProcessor("diagnose", Diagnose::new, "detect");
        topology.addProcessor("lifecycle", () -> new Lifecycle(metrics, rules), "diagnose");
        topology.addStateStore(runState(), "trend", "lifecycle");
        addSinks(topology);
        return topology;
    }

    private static void addSinks(Topology topology) {
        topology.addSink(
                Decode.DEAD_LETTER,
                Topics.DEAD_LETTER.name(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                "decode");
        topology.addSink(
                Lifecycle.ALERTS, Topics.ALERTS.name(), new StringSerializer(), new ByteArraySerializer(), "lifecycle");
        topology.addSink(
                Lifecycle.SIGNALS,
                Topics.SIGNALS.name(),
                new StringSerializer(),
                new ByteArraySerializer(),
                "lifecycle");
    }

    /**
     * One blob for each run. Cached, so that the changelog gets one write for each commit and run, not for each step.
     */
    private static StoreBuilder<KeyValueStore<String, byte[]>> runState() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(RUN_STATE), Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(
                        Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_STATE + 4096)));
    }
}
