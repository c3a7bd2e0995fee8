package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.Step;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LearningRateTooLowDetectorTest extends DetectorContract {

    private static final Script LOST =
            Script.flat().activation("relu").diversity(0.1).updateRatio(5e-6);

    @Override
    Detector detector() {
        return new LearningRateTooLowDetector();
    }

    @Override
    RunHistory ill() {
        return Courses.of(LOST, 500, i -> 1.2 - 1e-5 * i + 0.02 * Courses.noise(i));
    }

    @Override
    RunHistory recovered() {
        return LOST.updateRatio(1e-3).continuing(ill(), 100);
    }

    @Test
    void saysNothingOfAWideNetworkThatLearnsWithSmallSteps() {
        RunHistory run = Courses.of(LOST, 500, i -> 1.2 - 4e-4 * i + 0.02 * Courses.noise(i));

        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }

    @Test
    void saysNothingOfAWarmUp() {
        // Given
        RunHistory run = new RunHistory(LOST.description());
        for (int i = 1; i <= 300; i++) {
            LOST.updateRatio(3e-8 * i).continuing(run, 1);
        }

        // Then
        assertThat(run.pace().now()).isLessThan(1e-5);
        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }

    @Test
    void leavesAVanishedGradientToItsOwnAlert() {
        RunHistory run = Courses.of(LOST.gradients(1e-9, 1e-2), 500, i -> 1.2);

        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }

    @Test
    void saysNothingWhenTheWeightsHaveGoneAWay() {
        RunHistory run = Courses.of(LOST.updateRatio(1e-3), 500, i -> 1.2);
        Courses.follow(LOST, run, 500, i -> 1.2);

        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }

    @Test
    void findsARateThatFellBeforeAnythingWasLearned() {
        // Given
        Script still = Script.flat()
                .activation("relu")
                .diversity(0.1)
                .topClassShare(0.5)
                .updateRatio(1e-7);
        RunHistory run = Script.flat()
                .activation("relu")
                .diversity(0.1)
                .updateRatio(5e-3)
                .continuing(new RunHistory(still.description()), 60, at(0.05));

        // When
        still.continuing(run, 100, at(1e-6));
        Symptom symptom = detector().look(run).symptom().orElseThrow();

        // Then
        assertThat(symptom.variant()).isEqualTo("decayed");
        assertThat(symptom.message()).startsWith("The learning rate has fallen from 0.0500 to 1.0e-06");
    }

    private static UnaryOperator<Step.Builder> at(double rate) {
        return step -> {
            step.getLayersBuilderList().forEach(layer -> layer.setLearningRate(rate));
            return step;
        };
    }
}
