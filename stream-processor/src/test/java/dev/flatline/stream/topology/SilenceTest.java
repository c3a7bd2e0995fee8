package dev.flatline.stream.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.stream.Script;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When silence is told, when it is not, and when a run is forgotten. */
class SilenceTest {

    @TempDir
    private Path stateDirectory;

    private Driven driven;

    @BeforeEach
    void start() {
        driven = new Driven(stateDirectory);
    }

    @AfterEach
    void stop() {
        driven.close();
    }

    @Test
    void whileABacklogIsWorkedOffNobodyIsSaidToBeSilent() {
        // Given
        driven.play("waiting", Script.healthy(), 0, 100);

        // When
        for (long i = 0; i < 120; i++) {
            driven.sendOf(driven.message("busy").setStep(Script.healthy().step(i)), Duration.ofHours(1));
            driven.pass(Duration.ofSeconds(10));
        }

        // Then
        assertThat(driven.alerts()).isEmpty();
    }

    @Test
    void onceThereIsNoBacklogSilenceIsToldAgain() {
        // Given
        driven.sendOf(driven.message("waiting").setStep(Script.healthy().step(0)), Duration.ofHours(1));

        // When
        for (long i = 0; i < 60; i++) {
            driven.play("busy", Script.healthy(), i, i + 1);
            driven.pass(Duration.ofSeconds(10));
        }

        // Then
        assertThat(driven.alerts()).extracting(alert -> alert.run().id()).containsExactly("waiting");
    }

    @Test
    void anEndedRunIsForgottenAfterAWeekAndNotBefore() {
        // Given
        driven.play("digits", Script.healthy(), 0, 10);
        driven.send(driven.message("digits").setRunEnded(RunEnded.newBuilder().setStatus(RunEnded.Status.COMPLETED)));

        // When
        driven.leap(Duration.ofDays(6));
        byte[] before = driven.states().get("digits");
        driven.leap(Duration.ofDays(2));

        // Then
        assertThat(before).isNotNull();
        assertThat(driven.states().get("digits")).isNull();
        assertThat(driven.forgotten).containsExactly("digits");
        assertThat(driven.alerts()).isEmpty();
    }

    @Test
    void aRunThatNeverEndedIsForgottenAfterAMonthAndItsAlertsResolved() {
        // Given
        driven.play("digits", Script.flat(), 0, 100);
        driven.pass(Duration.ofMinutes(20));

        // When
        driven.leap(Duration.ofDays(20));
        byte[] before = driven.states().get("digits");
        driven.leap(Duration.ofDays(11));

        // Then
        assertThat(before).isNotNull();
        assertThat(driven.states().get("digits")).isNull();
        assertThat(driven.alerts())
                .filteredOn(alert -> alert.symptom().kind().equals("training-stalled"))
                .extracting(Alert::state)
                .containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    }
}
