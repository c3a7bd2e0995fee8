package dev.flatline.stream.topology;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertCodec;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.Topics;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.Script;
import dev.flatline.stream.metrics.PipelineMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;

/** The topology with the settings it has in production, driven by hand, and what it told of itself. */
final class Driven implements PipelineMetrics, AutoCloseable {

    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> telemetry;
    private final TestOutputTopic<String, byte[]> alerts;
    private final TestOutputTopic<String, byte[]> signals;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private Instant now = Instant.ofEpochMilli(1_700_000_000_000L);
    int steps;
    int putAside;
    int statesLost;
    final List<String> forgotten = new ArrayList<>();

    Driven(Path stateDirectory) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PutAside.class.getName());
        properties.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTER.name());
        properties.put(PutAside.METRICS, this);
        driver = new TopologyTestDriver(TrainingTopology.build(this), properties, now);
        telemetry =
                driver.createInputTopic(Topics.TELEMETRY.name(), new ByteArraySerializer(), new ByteArraySerializer());
        alerts = driver.createOutputTopic(Topics.ALERTS.name(), new StringDeserializer(), new ByteArrayDeserializer());
        signals =
                driver.createOutputTopic(Topics.SIGNALS.name(), new StringDeserializer(), new ByteArrayDeserializer());
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTER.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A message of this run's first attempt, sent now. */
    Telemetry.Builder message(String run) {
        return Telemetry.newBuilder()
                .setSchema(TelemetryCodec.SCHEMA)
                .setRunId(run)
                .setAttempt(1)
                .setTimeMillis(now.toEpochMilli());
    }

    void send(Telemetry.Builder message) {
        sendOf(message, Duration.ZERO);
    }

    /** Sends it as a message that has lain on the topic for so long. */
    void sendOf(Telemetry.Builder message, Duration age) {
        byte[] key = message.getRunId().getBytes(StandardCharsets.UTF_8);
        telemetry.pipeInput(key, TelemetryCodec.encode(message.build()), now.minus(age));
    }

    void sendRaw(byte[] key, byte[] value) {
        telemetry.pipeInput(key, value, now);
    }

    void play(String run, Script script, long from, long to) {
        for (long i = from; i < to; i++) {
            send(message(run).setStep(script.step(i)));
        }
    }

    /** Lets time pass in the steps in which the topology looks at its clock. */
    void pass(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusSeconds(10)) {
            leap(Duration.ofSeconds(10));
        }
    }

    void leap(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    KeyValueStore<String, byte[]> states() {
        return driver.getKeyValueStore(TrainingTopology.RUN_STATE);
    }

    List<Alert> alerts() {
        return alerts.readValuesToList().stream().map(Driven::alert).toList();
    }

    List<byte[]> signals() {
        return signals.readValuesToList();
    }

    TestOutputTopic<byte[], byte[]> deadLetters() {
        return deadLetters;
    }

    private static Alert alert(byte[] bytes) {
        try {
            return AlertCodec.decode(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void processed(Telemetry message) {
        steps += message.hasStep() ? 1 : 0;
    }

    @Override
    public void deadLetter() {
        putAside++;
    }

    @Override
    public void repeated() {}

    @Override
    public void show(RunSignals shown) {}

    @Override
    public void stateLost() {
        statesLost++;
    }

    @Override
    public void forget(String run) {
        forgotten.add(run);
    }

    @Override
    public void close() {
        driver.close();
    }
}
