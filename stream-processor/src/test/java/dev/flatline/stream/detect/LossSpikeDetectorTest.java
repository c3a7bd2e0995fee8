package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import org.junit.jupiter.api.Test;

class LossSpikeDetectorTest extends DetectorContract {

    @Override
    Detector detector() {
        return new LossSpikeDetector();
    }

    @Override
    RunHistory ill() {
        return Courses.follow(Script.healthy(), learned(), 12, i -> 1.5);
    }

    @Override
    RunHistory recovered() {
        return Courses.follow(Script.healthy(), ill(), 20, i -> 0.4);
    }

    private static RunHistory learned() {
        return Courses.of(Script.healthy(), 300, i -> 0.4 + 0.03 * Courses.noise(i));
    }

    @Test
    void saysNothingOfAJumpThatHealsWithinFourIterations() {
        RunHistory run = learned();
        for (int i = 0; i < 60; i++) {
            boolean up = i < 4;
            Courses.follow(Script.healthy(), run, 1, n -> up ? 8 : 0.4 + 0.03 * Courses.noise(n));
            assertThat(detector().look(run).symptom()).isEmpty();
        }
    }

    @Test
    void saysNothingOfAJumpThatLeavesTheNetworkBetterThanAConstant() {
        RunHistory run = Courses.follow(Script.healthy(), learned(), 20, i -> 0.9);

        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void saysNothingOfANetworkThatNeverLearned() {
        RunHistory run = Courses.of(Script.flat(), 300, i -> 1 + 0.02 * Courses.noise(i));
        Courses.follow(Script.flat(), run, 12, i -> 3);

        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }
}
