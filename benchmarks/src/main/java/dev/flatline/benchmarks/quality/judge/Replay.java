package dev.flatline.benchmarks.quality.judge;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertCodec;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.Topics;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.metrics.PipelineMetrics;
import dev.flatline.stream.topology.TrainingTopology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** Plays recordings through the topology that is at work in production, byte for byte, without a broker. */
public final class Replay implements AutoCloseable {

    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> telemetry;
    private final TestOutputTopic<String, byte[]> alerts;
    private final TestOutputTopic<String, byte[]> signals;

    /**
     * A topology with no run in it.
     *
     * @param state directory for its state store
     */
    public Replay(Path state) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(TrainingTopology.build(new Unmeasured()), properties);
        telemetry = driver.createInputTopic(Topics.TELEMETRY.name(), new StringSerializer(), new ByteArraySerializer());
        alerts = driver.createOutputTopic(Topics.ALERTS.name(), new StringDeserializer(), new ByteArrayDeserializer());
        signals =
                driver.createOutputTopic(Topics.SIGNALS.name(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Takes in one message. */
    void take(Telemetry message) {
        telemetry.pipeInput(message.getRunId(), TelemetryCodec.encode(message));
    }

    /** What the topology has said since this was last asked. */
    Said said() throws IOException {
        List<Alert> told = new ArrayList<>();
        for (byte[] alert : alerts.readValuesToList()) {
            told.add(AlertCodec.decode(alert));
        }
        List<RunSignals> glances = new ArrayList<>();
        for (byte[] glance : signals.readValuesToList()) {
            glances.add(RunSignals.decode(glance));
        }
        return new Said(told, glances);
    }

    @Override
    public void close() {
        driver.close();
    }

    /**
     * What came out of the topology, in order.
     *
     * @param alerts fired and resolved
     * @param signals the run at a glance, again and again
     */
    record Said(List<Alert> alerts, List<RunSignals> signals) {}

    /** How busy the topology is, is not asked here. */
    private static final class Unmeasured implements PipelineMetrics {
        @Override
        public void processed(Telemetry message) {}

        @Override
        public void deadLetter() {
            throw new IllegalStateException("a recorded message cannot be read");
        }

        @Override
        public void repeated() {}

        @Override
        public void stateLost() {}

        @Override
        public void forget(String run) {}

        @Override
        public void show(RunSignals signals) {}
    }
}
