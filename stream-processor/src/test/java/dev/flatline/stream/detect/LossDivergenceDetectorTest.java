package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import org.junit.jupiter.api.Test;

class LossDivergenceDetectorTest extends DetectorContract {

    private static final Script LOST = Script.flat().diversity(0.5);

    @Override
    Detector detector() {
        return new LossDivergenceDetector();
    }

    @Override
    RunHistory ill() {
        return Courses.of(LOST, 300, i -> 1 + i / 50.0 + 0.1 * Courses.noise(i));
    }

    @Override
    RunHistory recovered() {
        return Script.healthy().continuing(ill(), 100);
    }

    @Test
    void saysThatWhatWasLearnedIsLost() {
        // Given
        RunHistory run = Courses.of(Script.healthy(), 300, i -> 0.4 + 0.05 * Courses.noise(i));
        Courses.follow(LOST, run, 100, i -> 1.2 + 0.05 * Courses.noise(i));

        // Then
        assertThat(detector().look(run).symptom().orElseThrow().variant()).isEqualTo("learning-lost");
    }

    @Test
    void saysNothingOfANetworkThatBeginsFarOffAndComesDown() {
        RunHistory run = new RunHistory(LOST.description());
        for (int i = 0; i < 300; i++) {
            Courses.follow(LOST, run, 1, n -> 1 + 50 * Math.exp(-n / 50.0) + 0.1 * Courses.noise(n));
            assertThat(detector().look(run).symptom()).isEmpty();
        }
    }

    @Test
    void saysNothingOfOneOddMiniBatchInTen() {
        RunHistory run = Courses.of(Script.healthy(), 300, i -> i % 10 == 0 ? 100 : 0.5);

        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void saysNothingWhereNoBestConstantIsKnown() {
        // Given: labels that never differ, as a generator's
        RunHistory run = LOST.continuing(new RunHistory(LOST.description()), 300, step -> {
            step.getOutputsBuilder(0)
                    .setDataLoss(0.1 * step.getIteration())
                    .getLabelsBuilder()
                    .clearClassCounts()
                    .clearMean()
                    .clearVariance();
            return step;
        });

        // Then
        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }
}
