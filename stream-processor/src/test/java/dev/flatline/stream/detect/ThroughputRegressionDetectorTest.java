package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.Step;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ThroughputRegressionDetectorTest extends DetectorContract {

    @Override
    Detector detector() {
        return new ThroughputRegressionDetector();
    }

    @Override
    RunHistory ill() {
        return timed(timed(start(), 400, i -> 0.2), 320, i -> 0.8);
    }

    @Override
    RunHistory recovered() {
        return timed(ill(), 40, i -> 0.2);
    }

    @Test
    void tellsHowMuchSlowerItBecame() {
        Symptom symptom = detector().look(ill()).symptom().orElseThrow();

        assertThat(symptom.severity()).isEqualTo(Severity.INFO);
        assertThat(symptom.evidence().get("times_usual")).isCloseTo(4, within(0.01));
        assertThat(symptom.message()).contains("0.800 s, against 0.200 s before");
    }

    @Test
    void leavesANeighbourOnTheSameMachineAlone() {
        RunHistory run = timed(timed(start(), 400, i -> 0.2), 2_000, i -> 0.4 + 0.1 * (i % 3));

        assertThat(detector().look(run).symptom()).isEmpty();
    }

    @Test
    void leavesShortIterationsAlone() {
        RunHistory run = timed(timed(start(), 400, i -> 0.009), 2_000, i -> 0.13);

        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void doesNotCountPausesNowAndThen() {
        RunHistory run = timed(start(), 2_000, i -> i % 3 == 0 ? 5 : 0.2);

        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void doesNotCountAStartUpThatWasFast() {
        RunHistory run = timed(timed(start(), 90, i -> 0.1), 1_000, i -> 0.9);

        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void beginsAnewWhenMiniBatchesGrow() {
        // Given
        RunHistory run = timed(start(), 400, i -> 0.2);
        for (int i = 0; i < 500; i++) {
            Script.healthy().continuing(run, 1, step -> {
                step.getOutputsBuilder(0).setRows(320);
                return step.setStepNanos(2_000_000_000L);
            });
            assertThat(detector().look(run).symptom()).isEmpty();
        }

        // Then
        assertThat(run.iterationTime().usualSeconds()).isCloseTo(2, within(0.01));
    }

    private static RunHistory start() {
        return new RunHistory(Script.healthy().description());
    }

    private static RunHistory timed(RunHistory run, int steps, IntToDoubleFunction seconds) {
        return Script.healthy().continuing(run, steps, step -> timed(step, seconds));
    }

    private static Step.Builder timed(Step.Builder step, IntToDoubleFunction seconds) {
        return step.setStepNanos((long) (1e9 * seconds.applyAsDouble((int) step.getIteration())));
    }
}
