package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import org.junit.jupiter.api.Test;

class LossPlateauDetectorTest extends DetectorContract {

    private static final Script LOST =
            Script.flat().activation("relu").diversity(0.1).topClassShare(0.5).updateRatio(3e-3);

    @Override
    Detector detector() {
        return new LossPlateauDetector();
    }

    @Override
    RunHistory ill() {
        return Courses.of(LOST, 1_500, i -> 1 + 0.05 * Courses.noise(i));
    }

    @Override
    RunHistory recovered() {
        return Script.healthy().continuing(ill(), 100);
    }

    @Test
    void waitsUntilAHealthyRunWouldHaveShownSomething() {
        RunHistory run = Courses.of(LOST, 550, i -> 1 + 0.05 * Courses.noise(i));

        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }

    @Test
    void waitsUntilTheWeightsHaveMoved() {
        RunHistory run = Courses.of(LOST.updateRatio(5e-4), 1_500, i -> 1 + 0.05 * Courses.noise(i));

        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }

    @Test
    void waitsUntilEveryExampleHasBeenSeenTwice() {
        // Given
        RunHistory run = LOST.continuing(new RunHistory(LOST.description()), 1_500, step -> {
            long seen = 32 * (step.getIteration() + 1);
            step.getInputsBuilder(0).setExamplesSeen(seen).setDistinctExamples(seen * 0.6);
            return step;
        });

        // Then
        assertThat(run.passes()).isBetween(1.6, 1.7);
        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }

    @Test
    void saysNothingOfALossThatFallsHoweverSlowly() {
        RunHistory run = Courses.of(LOST, 1_500, i -> 1 - 2e-5 * i + 0.005 * Courses.noise(i));

        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }

    @Test
    void isNotTakenInByALossThatCreepsTowardsWhatAConstantCosts() {
        assertThat(detector().look(creeping(10_000)).symptom()).isPresent();
    }

    @Test
    void waitsForANetworkThatCouldLearnItsExamplesByHeart() {
        assertThat(detector().look(creeping(64))).isEqualTo(Verdict.unclear());
    }

    /** Falls for certain, but so slowly that it would take a hundred thousand iterations; of so many examples. */
    private static RunHistory creeping(double examples) {
        RunStarted.Builder description = LOST.description().toBuilder();
        description.getModelBuilder().setParameters(480);
        return LOST.continuing(new RunHistory(description.build()), 1_500, step -> {
            step.getInputsBuilder(0)
                    .setExamplesSeen(1_000 * (step.getIteration() + 1))
                    .setDistinctExamples(examples);
            return Courses.at(i -> 1 - 1e-6 * i).apply(step);
        });
    }

    @Test
    void saysNothingOfASaddleThatTheAnswersAreAboutToLeave() {
        // Given
        RunHistory run = LOST.continuing(new RunHistory(LOST.description()), 1_500, step -> {
            step.getOutputsBuilder(0).setTotalVariance(1e-3 * Math.exp(step.getIteration() / 500.0));
            return step;
        });

        // Then
        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }

    @Test
    void saysNothingOfAGoodOptimum() {
        RunHistory run = Courses.of(Script.healthy(), 3_000, i -> 0.6 + 0.05 * Courses.noise(i));

        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void saysHowLongTheLossHasStood() {
        Symptom symptom = detector().look(ill()).symptom().orElseThrow();

        assertThat(symptom.message()).startsWith("For 1024 iterations");
        assertThat(symptom.evidence().get("way_of_weights")).isBetween(4.4, 4.6);
    }

    @Test
    void findsThatLinearLayersHaveLearnedAllTheyCan() {
        // Given
        Script linear = Script.healthy().activation("identity");

        // When
        RunHistory run = Courses.of(linear, 1_200, i -> 0.8 + 0.05 * Courses.noise(i));

        // Then
        assertThat(detector().look(run).symptom().orElseThrow().variant()).isEqualTo("linear");
    }

    @Test
    void leavesLinearLayersAloneThatAreGoodEnoughFallOrAreABottleneck() {
        // Given
        Script linear = Script.healthy().activation("identity");
        RunStarted.Builder narrow = linear.description().toBuilder();
        narrow.getModelBuilder().getLayersBuilder(1).setOutputs(2);

        // When
        RunHistory good = Courses.of(linear, 1_200, i -> 0.3 + 0.05 * Courses.noise(i));
        RunHistory falls = Courses.of(linear, 1_200, i -> 0.9 - 1e-4 * i + 0.01 * Courses.noise(i));
        RunHistory bottleneck =
                Courses.follow(linear, new RunHistory(narrow.build()), 1_200, i -> 0.8 + 0.05 * Courses.noise(i));

        // Then
        assertThat(detector().look(good).symptom()).isEmpty();
        assertThat(detector().look(falls).symptom()).isEmpty();
        assertThat(detector().look(bottleneck).symptom()).isEmpty();
    }
}
