package dev.flatline.stream.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.events.v1.Evaluation;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.Script;
import dev.flatline.stream.detect.Detector;
import dev.flatline.stream.detect.Detectors;
import dev.flatline.stream.diagnose.Diagnosis;
import dev.flatline.stream.diagnose.Symptoms;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunStateCodecTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 48, 60, 120})
    void aStateThatWasWrittenGoesOnAsIfItHadNot(int written) {
        // Given
        RunState kept = run();
        play(kept, Script.flat().saturated(0.9), written);
        RunState restored = RunStateCodec.decode(RunStateCodec.encode(kept));

        // When
        List<Alert> expected = play(kept, Script.flat().saturated(0.9), 50);
        expected.addAll(play(kept, Script.healthy(), 100));
        List<Alert> told = play(restored, Script.flat().saturated(0.9), 50);
        told.addAll(play(restored, Script.healthy(), 100));

        // Then
        assertThat(told).isEqualTo(expected);
        assertThat(RunStateCodec.encode(restored)).isEqualTo(RunStateCodec.encode(kept));
        assertThat(told).isNotEmpty();
    }

    @Test
    void carriesNonFiniteNumbersAndTheEnd() {
        // Given
        RunState state = run();
        play(state, Script.healthy().score(Double.NaN), 3);
        state.take(message(9)
                .setRunEnded(
                        RunEnded.newBuilder().setStatus(RunEnded.Status.FAILED).setReason("why"))
                .build());

        // When
        RunState back = RunStateCodec.decode(RunStateCodec.encode(state));

        // Then
        assertThat(back.history().firstNonFinite()).isEqualTo(state.history().firstNonFinite());
        assertThat(back.history().lastScore()).isNaN();
        assertThat(back.status()).isEqualTo(new RunStatus("failed", "why"));
    }

    @Test
    void carriesWhatTheTrainingFoundItself() {
        // Given
        RunState state = run();
        play(state, Script.healthy(), 3);
        Evaluation evaluation =
                Evaluation.newBuilder().setIteration(3).putMetrics("loss", 0.25).build();

        // When
        boolean told = state.take(message(9).setEvaluation(evaluation).build());
        RunState back = RunStateCodec.decode(RunStateCodec.encode(state));

        // Then
        assertThat(told).isTrue();
        assertThat(back.history().evaluations().loss().best()).isEqualTo(0.25);
        assertThat(back.history().evaluations().loss().bestIteration()).isEqualTo(3);
        assertThat(back.history().steps()).isEqualTo(3);
    }

    @Test
    void doesNotGrowWithIterations() {
        // Given
        RunState state = run();
        play(state, Script.healthy(), 50);
        int size = RunStateCodec.encode(state).length;

        // When
        play(state, Script.healthy(), 5_000);

        // Then
        assertThat(RunStateCodec.encode(state)).hasSize(size);
    }

    @Test
    void theStateThatTheFormerVersionWroteGoesOnAndLosesNothing() throws IOException {
        // Given
        byte[] blob = formerState();
        RunState state = RunStateCodec.decode(blob);
        List<String> fired = state.firing().stream().map(Alert::fingerprint).toList();

        // When
        List<Alert> told = play(state, Script.healthy(), 100);

        // Then
        assertThat(blob[0]).isLessThan(RunStateCodec.encode(state)[0]);
        assertThat(fired).isNotEmpty();
        assertThat(told)
                .filteredOn(alert -> alert.state() == AlertState.RESOLVED)
                .extracting(Alert::fingerprint)
                .containsAll(fired);
        assertThat(state.history().steps()).isEqualTo(160);
        assertThat(state.history().evaluations().loss().best()).isEqualTo(1.25);
    }

    /** Of a run that collapsed, had two inputs and was evaluated once, written by the version before this one. */
    private static byte[] formerState() throws IOException {
        try (InputStream in = RunStateCodecTest.class.getResourceAsStream("/state-3.bin")) {
            return in.readAllBytes();
        }
    }

    @Test
    void refusesAFormatItDoesNotKnow() {
        // Given
        byte[] blob = RunStateCodec.encode(run());
        blob[0] = 99;

        // Then
        assertThatThrownBy(() -> RunStateCodec.decode(blob))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("format 99");
    }

    private static RunState run() {
        RunState state = RunState.of(message(0).build());
        state.take(message(0).setRunStarted(Script.flat().description()).build());
        return state;
    }

    private static List<Alert> play(RunState state, Script script, int steps) {
        List<Alert> told = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            long iteration = state.history().lastIteration() + 1;
            state.take(message(iteration).setStep(script.step(iteration)).build());
            for (Detector detector : Detectors.all()) {
                Optional<Alert> alert = state.advance(
                        detector,
                        detector.look(state.history()),
                        Diagnosis.of(state.history(), new Symptoms(state.firingSymptoms())));
                alert.ifPresent(told::add);
            }
        }
        return told;
    }

    private static Telemetry.Builder message(long time) {
        return Telemetry.newBuilder()
                .setSchema(1)
                .setRunId("digits")
                .setAttempt(1)
                .setTimeMillis(time);
    }
}
