package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.InputStep;
import dev.flatline.events.v1.LabelStep;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Step;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class BadInputDetectorTest extends DetectorContract {

    @Override
    Detector detector() {
        return new BadInputDetector();
    }

    @Override
    RunHistory ill() {
        return Script.healthy().continuing(Script.healthy().after(5), 1, step -> {
            step.getInputsBuilder(0).setNonFinite(3);
            return step.setScore(Double.NaN);
        });
    }

    @Override
    RunHistory recovered() {
        return Script.healthy().continuing(ill(), 1);
    }

    @Test
    void tellsHowManyNumbersCameBrokenAndWhen() {
        Symptom symptom = detector().look(ill()).symptom().orElseThrow();

        assertThat(symptom.variant()).isEqualTo("non-finite");
        assertThat(symptom.message())
                .isEqualTo("The first NaN or infinity came with the data: 3 in the input of iteration 5.");
    }

    @Test
    void doesNotBlameTheDataForWhatTheNetworkMade() {
        // Given
        RunHistory run = Script.healthy().continuing(Script.healthy().after(5), 1, step -> step.setScore(Double.NaN));
        Script.healthy().continuing(run, 1, step -> {
            step.getInputsBuilder(0).setNonFinite(3);
            return step;
        });

        // Then
        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void findsOneExampleAgainAndAgain() {
        // Given
        RunHistory run = fed(60, i -> input(1.5f, 1.5f));

        // When
        Symptom symptom = detector().look(run).symptom().orElseThrow();

        // Then
        assertThat(symptom.variant()).isEqualTo("constant-input");
        assertThat(symptom.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(symptom.evidence()).containsEntry("equal_batches", 60.0);
    }

    @Test
    void takesZeroAndMinusZeroForTheSame() {
        RunHistory run = fed(60, i -> input(-0f, i % 2 == 0 ? 0f : -0f));

        assertThat(detector().look(run).symptom().orElseThrow().variant()).isEqualTo("constant-input");
    }

    @Test
    void takesExamplesThatComeOneByOneForDifferent() {
        assertThat(detector().look(fed(200, i -> input(i % 4, i % 4)))).isEqualTo(Verdict.absent());
    }

    @Test
    void takesAFewExamplesInEveryMiniBatchForDifferent() {
        assertThat(detector().look(fed(200, i -> input(0, 1)))).isEqualTo(Verdict.absent());
    }

    @Test
    void findsMiniBatchesOfZeros() {
        // Given
        RunHistory run = fed(200, i -> i % 3 == 0 ? input(0, 0).setConstantFeatures(1) : input(-1, 1));

        // When
        Symptom symptom = detector().look(run).symptom().orElseThrow();

        // Then
        assertThat(symptom.variant()).isEqualTo("zero-batches");
        assertThat(symptom.evidence().get("zero_batch_share")).isBetween(0.3, 0.36);
    }

    @Test
    void findsLabelsThatDoNotDifferAnyMore() {
        // Given
        RunHistory run = Script.healthy().after(500);
        assertThat(detector().look(labelled(run, 99))).isEqualTo(Verdict.absent());

        // When
        Symptom symptom = detector().look(labelled(run, 1)).symptom().orElseThrow();

        // Then
        assertThat(symptom.variant()).isEqualTo("one-label");
        assertThat(symptom.evidence()).containsEntry("equal_labels", 3_200.0);
    }

    @Test
    void takesLabelsThatComeOneByOneForDifferent() {
        // Given
        RunHistory run = new RunHistory(Script.healthy().description());
        Script.healthy().continuing(run, 2_000, step -> {
            float label = step.getIteration() % 2;
            step.getOutputsBuilder(0)
                    .setRows(1)
                    .setLabels(LabelStep.newBuilder()
                            .addAllMean(List.of(label, 1 - label, 0f, 0f))
                            .addAllVariance(List.of(0f, 0f, 0f, 0f)));
            return step;
        });

        // Then
        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void leavesHalfOfAnAdversarialPairAlone() {
        // Given
        RunStarted.Builder description = Script.healthy().description().toBuilder();
        description.getModelBuilder().getLayersBuilder(2).setLearningRate(0);

        // Then
        assertThat(detector().look(labelled(new RunHistory(description.build()), 200)))
                .isEqualTo(Verdict.absent());
    }

    @Test
    void findsRowsWithoutAClassWhereNothingIsLearned() {
        RunHistory stuck = halfLabelled(Script.flat());
        RunHistory learning = halfLabelled(Script.healthy());

        Symptom symptom = detector().look(stuck).symptom().orElseThrow();

        assertThat(symptom.variant()).isEqualTo("unlabelled-rows");
        assertThat(symptom.evidence().get("unlabelled_share")).isBetween(0.49, 0.51);
        assertThat(detector().look(learning)).isEqualTo(Verdict.absent());
    }

    /** A run that is fed with so many inputs, by iteration. */
    private static RunHistory fed(int steps, IntFunction<InputStep.Builder> inputs) {
        return Script.healthy()
                .continuing(
                        new RunHistory(Script.healthy().description()),
                        steps,
                        step -> step.setInputs(0, inputs.apply((int) step.getIteration())));
    }

    /** One feature between these. */
    private static InputStep.Builder input(float min, float max) {
        return InputStep.newBuilder()
                .setFeatures(1)
                .setSampledFeatures(1)
                .setMin(min)
                .setMax(max)
                .addFeatureMin(min)
                .addFeatureMax(max);
    }

    private static RunHistory labelled(RunHistory run, int steps) {
        LabelStep one = LabelStep.newBuilder()
                .addAllMean(List.of(1f, 0f, 0f, 0f))
                .addAllVariance(List.of(0f, 0f, 0f, 0f))
                .addAllClassCounts(List.of(32L, 0L, 0L, 0L))
                .build();
        return Script.healthy().continuing(run, steps, step -> labelled(step, one));
    }

    private static RunHistory halfLabelled(Script script) {
        LabelStep half = LabelStep.newBuilder()
                .addAllMean(List.of(0.125f, 0.125f, 0.125f, 0.125f))
                .addAllVariance(List.of(0.109375f, 0.109375f, 0.109375f, 0.109375f))
                .setMin(0)
                .setMax(1)
                .setLeastRowSum(0)
                .setGreatestRowSum(1)
                .build();
        return script.continuing(new RunHistory(script.description()), 60, step -> labelled(step, half));
    }

    private static Step.Builder labelled(Step.Builder step, LabelStep labels) {
        step.getOutputsBuilder(0).setLabels(labels);
        return step;
    }
}
