package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import org.junit.jupiter.api.Test;

class LossOscillationDetectorTest extends DetectorContract {

    private static final Script LOST = Script.flat().diversity(0.5);

    @Override
    Detector detector() {
        return new LossOscillationDetector();
    }

    @Override
    RunHistory ill() {
        return Courses.of(LOST, 200, i -> 1.5 + 0.4 * (i % 2 == 0 ? 1 : -1) + 0.05 * Courses.noise(i));
    }

    @Override
    RunHistory recovered() {
        return Script.healthy().continuing(ill(), 100);
    }

    @Test
    void seesSwingsBeyondAllNoiseInWhateverOrder() {
        RunHistory run = Courses.of(LOST, 200, i -> 3 + 1.5 * Courses.noise(i));

        assertThat(detector().look(run).symptom()).isPresent();
    }

    @Test
    void saysNothingOfWhatMiniBatchesOfOneExampleExplain() {
        // Given
        RunHistory run = LOST.continuing(
                new RunHistory(LOST.description()),
                300,
                step -> Courses.at(i -> 1 + Math.abs(Courses.noise(i)))
                        .apply(step)
                        .setBatchSize(1));

        // Then
        assertThat(detector().look(run).symptom()).isEmpty();
    }

    @Test
    void saysNothingOfTwoMiniBatchesInTurnOfWhichOneIsHarder() {
        RunHistory run = Courses.of(LOST, 300, i -> i % 2 == 0 ? 0.9 : 1.1);

        assertThat(detector().look(run).symptom()).isEmpty();
    }

    @Test
    void saysNothingAtTheEdgeOfStabilityOfANetworkThatHasLearned() {
        RunHistory run = Courses.of(Script.healthy(), 300, i -> i % 2 == 0 ? 0.1 : 0.9);

        assertThat(detector().look(run).symptom()).isEmpty();
    }
}
