package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import org.junit.jupiter.api.Test;

class DataStarvationDetectorTest extends DetectorContract {

    @Override
    Detector detector() {
        return new DataStarvationDetector();
    }

    @Override
    RunHistory ill() {
        return waiting(new RunHistory(Script.healthy().description()), 0.3, 0.1, 400);
    }

    @Override
    RunHistory recovered() {
        return waiting(ill(), 0.01, 0.1, 40);
    }

    @Test
    void tellsHowLongItWaits() {
        Symptom symptom = detector().look(ill()).symptom().orElseThrow();

        assertThat(symptom.severity()).isEqualTo(Severity.INFO);
        assertThat(symptom.message()).startsWith("75 % of the time").contains("waits 0.300 s");
    }

    @Test
    void isAWarningWhenItHardlyTrainsAtAll() {
        RunHistory run = waiting(new RunHistory(Script.healthy().description()), 0.9, 0.1, 400);

        assertThat(detector().look(run).symptom().orElseThrow().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void leavesShortPausesAlone() {
        RunHistory run = waiting(new RunHistory(Script.healthy().description()), 0.04, 0.001, 2_000);

        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void leavesAnEvaluationNowAndThenAlone() {
        // Given
        RunHistory run = new RunHistory(Script.healthy().description());
        for (int i = 0; i < 100; i++) {
            waiting(waiting(run, 60, 0.1, 1), 0.01, 0.1, 9);
        }

        // Then
        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void doesNotJudgeWorkersThatWaitForEachOther() {
        // Given
        RunHistory run = new RunHistory(Script.healthy().description());
        Script.healthy()
                .continuing(
                        run,
                        800,
                        step -> step.setWorker((int) (step.getIteration() % 2))
                                .setWaitNanos(300_000_000L)
                                .setStepNanos(100_000_000L));

        // Then
        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }

    private static RunHistory waiting(RunHistory run, double wait, double update, int steps) {
        return Script.healthy()
                .continuing(
                        run,
                        steps,
                        step -> step.setWaitNanos((long) (1e9 * wait)).setStepNanos((long) (1e9 * update)));
    }
}
