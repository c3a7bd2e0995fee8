package dev.flatline.stream.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertCodec;
import dev.flatline.alert.AlertState;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.Topics;
import dev.flatline.events.v1.Evaluation;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.Script;
import dev.flatline.stream.metrics.PipelineMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTopologyTest {

    private static final String RUN = "digits";

    @TempDir
    private Path stateDirectory;

    private final Counts counts = new Counts();
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> telemetry;
    private TestOutputTopic<String, byte[]> alerts;
    private TestOutputTopic<String, byte[]> signals;
    private TestOutputTopic<byte[], byte[]> deadLetters;
    private long sequence;

    @BeforeEach
    void start() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        driver = new TopologyTestDriver(TrainingTopology.build(counts), properties);
        telemetry = driver.createInputTopic(Topics.TELEMETRY.name(), new StringSerializer(), new ByteArraySerializer());
        alerts = driver.createOutputTopic(Topics.ALERTS.name(), new StringDeserializer(), new ByteArrayDeserializer());
        signals =
                driver.createOutputTopic(Topics.SIGNALS.name(), new StringDeserializer(), new ByteArrayDeserializer());
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTER.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void thePictureIsThisOne() {
        assertThat(TrainingTopology.build(counts).describe().toString()).isEqualTo("""
                        Topologies:
                           Sub-topology: 0
                            Source: telemetry (topics: [flatline.telemetry])
                              --> decode
                            Processor: decode (stores: [])
                              --> dead-letter, trend
                              <-- telemetry
                            Processor: trend (stores: [run-state])
                              --> detect
                              <-- decode
                            Processor: detect (stores: [])
                              --> diagnose
                              <-- trend
                            Processor: diagnose (stores: [])
                              --> lifecycle
                              <-- detect
                            Processor: lifecycle (stores: [run-state])
                              --> alerts, signals
                              <-- diagnose
                            Sink: alerts (topic: flatline.alerts)
                              <-- lifecycle
                            Sink: dead-letter (topic: flatline.dead-letter)
                              <-- decode
                            Sink: signals (topic: flatline.signals)
                              <-- lifecycle

                        """);
    }

    @Test
    void aCollapseFiresOnceAndResolvesOnce() {
        // Given
        begin(1);

        // When
        play(Script.flat(), 0, 200);
        play(Script.healthy(), 200, 400);

        // Then
        List<Alert> told = told("output-collapse");
        assertThat(told).extracting(Alert::state).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(told).extracting(Alert::fingerprint).containsOnly(told.get(0).fingerprint());
        assertThat(told.get(0).firstIteration()).isEqualTo(19);
        assertThat(told.get(0).firedIteration()).isEqualTo(48);
        assertThat(told.get(1).resolvedIteration()).isEqualTo(219L);
    }

    @Test
    void whatIsPendingWhenAShortRunEndsIsToldAtItsEnd() {
        // Given
        begin(1);
        play(Script.flat(), 0, 35);
        assertThat(alerts.isEmpty()).isTrue();

        // When
        end(RunEnded.Status.COMPLETED);

        // Then
        List<Alert> told = told("output-collapse");
        assertThat(told).extracting(Alert::state).containsExactly(AlertState.FIRING);
        assertThat(told.get(0).firstIteration()).isEqualTo(19);
        assertThat(told.get(0).firedIteration()).isEqualTo(34);
    }

    @Test
    void tooFewStepsAreNoEvidenceAtTheEndEither() {
        // Given
        begin(1);
        play(Script.flat(), 0, 25);

        // When
        end(RunEnded.Status.COMPLETED);

        // Then
        assertThat(alerts.isEmpty()).isTrue();
    }

    @Test
    void aRunThatGoesQuietIsToldOfOnceAndAgainWhenItIsBack() {
        // Given
        begin(1);
        play(Script.healthy(), 0, 100);

        // When
        pass(Duration.ofMinutes(4));
        assertThat(alerts.isEmpty()).isTrue();
        pass(Duration.ofMinutes(10));
        play(Script.healthy(), 100, 101);

        // Then
        List<Alert> told = told("training-stalled");
        assertThat(told).extracting(Alert::state).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(told.get(0).symptom().message()).contains("Nothing has been heard of the training for 5 minutes");
    }

    @Test
    void aRunThatHasEndedMayBeQuiet() {
        // Given
        begin(1);
        play(Script.healthy(), 0, 100);
        end(RunEnded.Status.KILLED);

        // When
        pass(Duration.ofMinutes(30));

        // Then
        assertThat(alerts.isEmpty()).isTrue();
    }

    @Test
    void aMachineThatSleptGivesEveryRunTheTimeAgain() {
        // Given
        begin(1);
        play(Script.healthy(), 0, 100);
        pass(Duration.ofSeconds(30));

        // When
        driver.advanceWallClockTime(Duration.ofHours(9));
        pass(Duration.ofMinutes(4));

        // Then
        assertThat(alerts.isEmpty()).isTrue();
    }

    @Test
    void aSecondEpisodeIsAnAlertOfItsOwn() {
        // Given
        begin(1);

        // When
        play(Script.flat(), 0, 100);
        play(Script.healthy(), 100, 200);
        play(Script.flat(), 200, 400);

        // Then
        List<Alert> told = told("output-collapse");
        assertThat(told)
                .extracting(Alert::state)
                .containsExactly(AlertState.FIRING, AlertState.RESOLVED, AlertState.FIRING);
        assertThat(told.get(2).fingerprint()).isNotEqualTo(told.get(0).fingerprint());
    }

    @Test
    void evaluationsBetweenTheStepsMoveNoEpisode() {
        // Given
        begin(1);

        // When
        for (int iteration = 0; iteration < 100; iteration++) {
            play(Script.flat(), iteration, iteration + 1);
            send(message(1)
                    .setEvaluation(
                            Evaluation.newBuilder().setIteration(iteration).putMetrics("loss", 1.4)));
        }

        // Then
        List<Alert> told = told("output-collapse");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).firedIteration()).isEqualTo(48);
        assertThat(counts.repeated).isZero();
        assertThat(counts.deadLetters).isZero();
        assertThat(counts.shown).isLessThan(50);
    }

    @Test
    void aHealthyRunIsSilent() {
        // Given
        begin(1);

        // When
        play(Script.healthy(), 0, 500);
        end(RunEnded.Status.COMPLETED);

        // Then
        assertThat(alerts.isEmpty()).isTrue();
        RunSignals last = lastSignals();
        assertThat(last.status()).isEqualTo("completed");
        assertThat(last.skill()).isBetween(0.59, 0.61);
        assertThat(last.diagnosis()).isNull();
    }

    @Test
    void theDiagnosisNamesTheSaturatedSigmoidsAndTheirCure() {
        // Given
        begin(1);

        // When
        play(Script.flat().gradients(1e-8, 1e-2).saturated(0.98), 0, 100);

        // Then
        RunSignals last = lastSignals();
        assertThat(last.diagnosis()).isNotNull();
        assertThat(last.diagnosis().cause()).isEqualTo("vanishing-gradient");
        assertThat(last.diagnosis().fix()).contains("Activation.RELU");
        assertThat(last.diagnosis().explains()).contains("output-collapse", "saturated-activation");
        assertThat(last.firing())
                .extracting(alert -> alert.symptom().kind())
                .containsExactlyInAnyOrder("output-collapse", "vanishing-gradient", "saturated-activation");
    }

    @Test
    void stepsThatComeTwiceCountOnce() {
        // Given
        begin(1);
        play(Script.flat(), 0, 40);

        // When
        play(Script.flat(), 0, 40);

        // Then
        assertThat(counts.repeated).isEqualTo(40);
        assertThat(alerts.isEmpty()).isTrue();
    }

    @Test
    void aNewAttemptBeginsAfreshAndEndsWhatTheOldOneLeftFiring() {
        // Given
        begin(1);
        play(Script.flat(), 0, 100);

        // When
        begin(2);
        playAttempt(2, Script.healthy(), 0, 100);
        playAttempt(1, Script.flat(), 100, 150);

        // Then
        List<Alert> told = told("output-collapse");
        assertThat(told).extracting(Alert::state).containsExactly(AlertState.FIRING, AlertState.RESOLVED);
        assertThat(told.get(1).run().attempt()).isEqualTo(1);
        assertThat(lastSignals().iterations()).isEqualTo(100);
        assertThat(counts.repeated).isEqualTo(50);
    }

    @Test
    void garbageGoesToDeadLetterWithTheReasonAndHarmsNobody() {
        // Given
        begin(1);
        byte[] garbage = "hello, world".getBytes(StandardCharsets.UTF_8);

        // When
        telemetry.pipeInput(RUN, garbage);
        telemetry.pipeInput(RUN, null);
        telemetry.pipeInput(
                "somebody-else",
                TelemetryCodec.encode(message(1).setStep(Script.flat().step(0)).build()));
        play(Script.flat(), 0, 100);

        // Then
        List<TestRecord<byte[], byte[]>> letters = deadLetters.readRecordsToList();
        assertThat(letters).hasSize(3);
        assertThat(counts.deadLetters).isEqualTo(3);
        assertThat(counts.steps).isEqualTo(100);
        assertThat(letters.get(0).value()).isEqualTo(garbage);
        assertThat(reason(letters.get(0))).startsWith("not a protobuf message");
        assertThat(reason(letters.get(1))).contains("empty");
        assertThat(reason(letters.get(2))).contains("key is not the run id");
        assertThat(told("output-collapse")).hasSize(1);
    }

    @Test
    void aRunWhoseDescriptionNeverCameIsStillWatched() {
        // When
        play(Script.flat().gradients(1e-9, 1e-2), 0, 100);

        // Then
        Alert alert = told("vanishing-gradient").get(0);
        assertThat(alert.run().name()).isEqualTo(RUN);
        assertThat(alert.symptom().layers()).contains("layer 0");
    }

    @Test
    void aBodyOfANewerWriterIsPassedOver() {
        // Given
        begin(1);

        // When
        telemetry.pipeInput(RUN, TelemetryCodec.encode(message(1).setSchema(9).build()));

        // Then
        assertThat(deadLetters.isEmpty()).isTrue();
        assertThat(counts.repeated).isEqualTo(1);
    }

    @Test
    void signalsComeOnceASecondOfTraining() {
        // Given
        begin(1);

        // When
        play(Script.healthy(), 0, 100);

        // Then
        assertThat(signals.readValuesToList()).hasSize(1 + 100 / 10);
        assertThat(counts.shown).isEqualTo(1 + 100 / 10);
    }

    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second += 10) {
            driver.advanceWallClockTime(Duration.ofSeconds(10));
        }
    }

    private void begin(long attempt) {
        send(message(attempt).setRunStarted(Script.flat().description()));
    }

    private void end(RunEnded.Status status) {
        send(message(1).setRunEnded(RunEnded.newBuilder().setStatus(status)));
    }

    private void play(Script script, int from, int to) {
        playAttempt(1, script, from, to);
    }

    private void playAttempt(long attempt, Script script, int from, int to) {
        for (int i = from; i < to; i++) {
            send(message(attempt).setStep(script.step(i)));
        }
    }

    private Telemetry.Builder message(long attempt) {
        return Telemetry.newBuilder()
                .setSchema(TelemetryCodec.SCHEMA)
                .setRunId(RUN)
                .setAttempt(attempt)
                .setSequence(sequence)
                .setTimeMillis(1_000_000 + 100 * sequence++);
    }

    private void send(Telemetry.Builder message) {
        telemetry.pipeInput(RUN, TelemetryCodec.encode(message.build()));
    }

    private List<Alert> told(String kind) {
        return alerts.readValuesToList().stream()
                .map(TrainingTopologyTest::alert)
                .filter(alert -> alert.symptom().kind().equals(kind))
                .toList();
    }

    private static Alert alert(byte[] bytes) {
        try {
            return AlertCodec.decode(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunSignals lastSignals() {
        List<byte[]> all = signals.readValuesToList();
        try {
            return RunSignals.decode(all.get(all.size() - 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reason(TestRecord<byte[], byte[]> letter) {
        return new String(letter.headers().lastHeader("flatline.reason").value(), StandardCharsets.UTF_8);
    }

    /** Counts what the topology tells of itself. */
    private static final class Counts implements PipelineMetrics {

        private int repeated;
        private int steps;
        private int deadLetters;
        private int shown;

        @Override
        public void processed(Telemetry message) {
            steps += message.hasStep() ? 1 : 0;
        }

        @Override
        public void deadLetter() {
            deadLetters++;
        }

        @Override
        public void repeated() {
            repeated++;
        }

        @Override
        public void stateLost() {}

        @Override
        public void forget(String run) {}

        @Override
        public void show(RunSignals signals) {
            shown++;
        }
    }
}
