package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import org.junit.jupiter.api.Test;

class LearningRateTooHighDetectorTest extends DetectorContract {

    private static final Script LOST = Script.flat().activation("relu").diversity(0.5);

    @Override
    Detector detector() {
        return new LearningRateTooHighDetector();
    }

    @Override
    RunHistory ill() {
        return Courses.of(LOST.updateRatio(0.4), 300, i -> 1.1);
    }

    @Override
    RunHistory recovered() {
        return Script.healthy().continuing(ill(), 100);
    }

    @Test
    void remembersTheStepsAfterWhichTheLossDiverged() {
        // Given
        RunHistory run = Courses.of(LOST.updateRatio(0.4), 30, i -> 1);
        Courses.follow(LOST.updateRatio(1e-4), run, 200, i -> 5 + 0.1 * Courses.noise(i));

        // Then
        assertThat(detector().look(run).symptom()).isPresent();
    }

    @Test
    void saysNothingOfLargeStepsWithWhichTheLossFalls() {
        RunHistory run = Courses.of(LOST.updateRatio(0.4), 300, i -> 1.6 - i / 750.0);

        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }

    @Test
    void waitsLongerWhereMiniBatchesAreSmall() {
        RunHistory run = LOST.updateRatio(0.4)
                .continuing(
                        new RunHistory(LOST.description()),
                        900,
                        step -> Courses.at(i -> 1.1).apply(step).setBatchSize(1));

        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }

    @Test
    void saysNothingOfWeightsThatHaveShrunk() {
        // Given: the same updates, beside weights that regularisation has driven towards 0
        RunHistory run = Courses.of(LOST, 300, i -> 1.1);
        LOST.updateRatio(0.4).continuing(run, 100, step -> {
            step.getOutputsBuilder(0).setDataLoss(1.1 * Math.log(4));
            step.getLayersBuilderList()
                    .forEach(layer ->
                            layer.getParametersBuilder(0).getValueBuilder().setL2(1e-6f));
            return step;
        });

        // Then
        assertThat(detector().look(run).symptom()).isEmpty();
    }
}
