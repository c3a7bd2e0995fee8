package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import org.junit.jupiter.api.Test;

class TrainingStalledDetectorTest extends DetectorContract {

    @Override
    Detector detector() {
        return new TrainingStalledDetector();
    }

    @Override
    RunHistory ill() {
        RunHistory run = Script.healthy().after(50);
        run.quiet().lasts(3_600_000);
        return run;
    }

    @Override
    RunHistory recovered() {
        RunHistory run = ill();
        run.quiet().endedAfter(3_600_000);
        return run;
    }

    @Test
    void fiveMinutesOfSilenceAreTooLongForARunThatNeverPaused() {
        // Given
        RunHistory run = Script.healthy().after(50);

        // When
        run.quiet().lasts(300_000);

        // Then
        assertThat(detector().look(run).symptom())
                .hasValueSatisfying(symptom -> assertThat(symptom.message()).contains("for 5 minutes"));
    }

    @Test
    void aRunThatPausedForLongBeforeIsGivenMore() {
        // Given
        RunHistory run = Script.healthy().after(50);
        run.quiet().endedAfter(200_000);

        // When
        run.quiet().lasts(599_000);
        Verdict early = detector().look(run);
        run.quiet().lasts(600_000);
        Verdict late = detector().look(run);

        // Then
        assertThat(early).isEqualTo(Verdict.unclear());
        assertThat(late.symptom()).isPresent();
    }
}
