package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.LabelStep;
import dev.flatline.events.v1.LossFamily;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Step;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputLossMismatchDetectorTest extends DetectorContract {

    @Override
    Detector detector() {
        return new OutputLossMismatchDetector();
    }

    @Override
    RunHistory ill() {
        return Script.healthy().continuing(new RunHistory(described("sigmoid", "LossMCXENT")), 10);
    }

    @Override
    RunHistory recovered() {
        RunHistory run = ill();
        run.describe(described("softmax", "LossMCXENT"));
        return Script.healthy().continuing(run, 10);
    }

    @Test
    void needsNoWarmUpForAPairThatCannotLearn() {
        RunHistory run = Script.healthy().continuing(new RunHistory(described("relu", "LossMCXENT")), 1);

        Symptom symptom = detector().look(run).symptom().orElseThrow();

        assertThat(symptom.variant()).isEqualTo("no-probability");
        assertThat(symptom.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(symptom.layers()).containsExactly("out");
    }

    @Test
    void findsASoftmaxOverOneUnitWhateverItsLoss() {
        // Given
        RunStarted.Builder description = described("softmax", "LossMSE").toBuilder();
        description.getModelBuilder().getLayersBuilder(2).setOutputs(1);
        RunHistory run = Script.flat().continuing(new RunHistory(description.build()), 1);

        // Then
        assertThat(detector().look(run).symptom().orElseThrow().variant()).isEqualTo("one-unit-softmax");
    }

    @Test
    void countsAPairThatMayTrainOnlyWhereNothingIsLearned() {
        RunHistory learning = Script.healthy().continuing(new RunHistory(described("softmax", "LossBinaryXENT")), 60);
        RunHistory stuck = Script.flat().continuing(new RunHistory(described("softmax", "LossBinaryXENT")), 60);

        assertThat(detector().look(learning)).isEqualTo(Verdict.absent());
        assertThat(detector().look(stuck).symptom().orElseThrow().variant()).isEqualTo("tied-units");
    }

    @ParameterizedTest
    @CsvSource({
        "softmax, LossMCXENT",
        "softmax, LossNegativeLogLikelihood",
        "softmax, LossSparseMCXENT",
        "softmax, LossMSE",
        "sigmoid, LossBinaryXENT",
        "sigmoid, LossMSE",
        "identity, LossMSE",
        "identity, LossHinge",
        "tanh, LossHinge",
        "tanh, LossSquaredHinge",
        "identity, LossPoisson",
        "softplus, LossPoisson",
        "tanh, LossCosineProximity",
        "sigmoid, MyOwnLoss",
        "'', LossMCXENT"
    })
    void leavesLegitimatePairsAlone(String activation, String loss) {
        RunHistory run = new RunHistory(described(activation, loss));
        for (int i = 0; i < 60; i++) {
            Script.flat().continuing(run, 1, step -> {
                step.getOutputsBuilder(0)
                        .getLabelsBuilder()
                        .setMin(0)
                        .setMax(1)
                        .setLeastRowSum(1)
                        .setGreatestRowSum(1);
                return step;
            });
            assertThat(detector().look(run)).isEqualTo(Verdict.absent());
        }
    }

    @Test
    void suspectsAReluOutputThatGivesOneAnswerToAll() {
        RunHistory dead = Script.flat().continuing(new RunHistory(described("relu", "LossMSE")), 60);
        RunHistory alive = Script.healthy().continuing(new RunHistory(described("relu", "LossMSE")), 60);

        assertThat(detector().look(dead).symptom().orElseThrow().variant()).isEqualTo("dead-output");
        assertThat(detector().look(alive)).isEqualTo(Verdict.absent());
    }

    @Test
    void suspectsAbsoluteErrorForClassesWhereNothingIsLearned() {
        RunHistory stuck = Script.flat().continuing(new RunHistory(described("sigmoid", "LossMAE")), 60);
        RunHistory learning = Script.healthy().continuing(new RunHistory(described("sigmoid", "LossMAE")), 60);

        assertThat(detector().look(stuck).symptom().orElseThrow().variant()).isEqualTo("median-of-classes");
        assertThat(detector().look(learning)).isEqualTo(Verdict.absent());
    }

    @Test
    void leavesALossLayerBehindASoftmaxAlone() {
        // Given
        RunStarted.Builder description = described("identity", "LossMCXENT").toBuilder();
        description.getModelBuilder().getLayersBuilder(2).setType("LossLayer");

        // Then
        assertThat(detector().look(Script.healthy().continuing(new RunHistory(description.build()), 60)))
                .isEqualTo(Verdict.absent());
    }

    @Test
    void findsStandardisedTargetsBehindASigmoid() {
        // Given: of a standard normal, half of the variance is below 0 and 7.5 % above 1
        RunHistory run = regression("sigmoid", 0, 1, -2.1f, 2.1f);

        // When
        Symptom symptom = detector().look(run).symptom().orElseThrow();

        // Then
        assertThat(symptom.variant()).isEqualTo("labels-out-of-reach");
        assertThat(symptom.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(symptom.evidence().get("unreachable_share")).isCloseTo(0.5 + 0.0753, within(0.001));
        assertThat(symptom.message()).contains("between 0 and 1.00, while labels run from -2.10 to 2.10");
    }

    @ParameterizedTest
    @CsvSource({
        // labels of 0 and 1, and a sigmoid
        "sigmoid, 0.5, 0.25, 0, 1",
        // a few per cent beyond the range
        "tanh, 0, 0.3, -1.05, 1.05",
        // standardised targets, and an output without limits
        "identity, 0, 1, -2.1, 2.1",
        // counts
        "relu, 4, 4, 0, 11",
        "softplus, 4, 4, 0, 11"
    })
    void leavesLabelsWithinReachAlone(String activation, float mean, float variance, float min, float max) {
        assertThat(detector().look(regression(activation, mean, variance, min, max)))
                .isEqualTo(Verdict.absent());
    }

    @ParameterizedTest
    @CsvSource({
        "tanh, 9, 4, 7, 12, 1",
        "tanh, 0, 1, -2.1, 2.1, 0.1507",
        "relu, 0, 1, -2.1, 2.1, 0.5",
        "sigmoid, 1, 0.6667, 0, 2, 0.5"
    })
    void tellsWhatPartOfTheLabelsIsOutOfReach(
            String activation, float mean, float variance, float min, float max, double missed) {
        Symptom symptom = detector()
                .look(regression(activation, mean, variance, min, max))
                .symptom()
                .orElseThrow();

        assertThat(Math.min(1, symptom.evidence().get("unreachable_share"))).isCloseTo(missed, within(0.001));
    }

    @Test
    void findsTargetsOutOfReachWhereExamplesComeOneByOne() {
        // Given: -1 and 1 in turn, behind a sigmoid
        RunStarted.Builder description = described("sigmoid", "LossMSE").toBuilder();
        description.getModelBuilder().getLayersBuilder(2).setOutputs(1);
        RunHistory run = new RunHistory(description.build());
        Script.healthy().continuing(run, 300, step -> {
            float label = 2 * (step.getIteration() % 2) - 1;
            step.getOutputsBuilder(0)
                    .setUnits(1)
                    .setRows(1)
                    .setLabels(LabelStep.newBuilder()
                            .addMean(label)
                            .addVariance(0)
                            .setMin(label)
                            .setMax(label));
            return step;
        });

        // When
        Symptom symptom = detector().look(run).symptom().orElseThrow();

        // Then
        assertThat(symptom.variant()).isEqualTo("labels-out-of-reach");
        assertThat(symptom.evidence()).containsEntry("label_min", -1.0).containsEntry("label_max", 1.0);
    }

    @Test
    void findsSeveralClassesAtOnceBehindASoftmax() {
        // Given
        LabelStep several = LabelStep.newBuilder()
                .addAllMean(List.of(0.6f, 0.6f, 0.6f, 0.6f))
                .addAllVariance(List.of(0.24f, 0.24f, 0.24f, 0.24f))
                .setMin(0)
                .setMax(1)
                .setLeastRowSum(0)
                .setGreatestRowSum(4)
                .build();
        RunHistory run = Script.healthy().continuing(new RunHistory(described("softmax", "LossMSE")), 30, step -> {
            step.getOutputsBuilder(0).setLabels(several);
            return step;
        });

        // When
        Symptom symptom = detector().look(run).symptom().orElseThrow();

        // Then: (2.4 - 1)^2 / 4 of 0.96
        assertThat(symptom.evidence().get("unreachable_share")).isCloseTo(0.49 / 0.96, within(0.001));
        assertThat(symptom.message()).contains("sum up to 1");
    }

    private static RunStarted described(String activation, String loss) {
        RunStarted.Builder description = Script.healthy().description().toBuilder();
        description
                .getModelBuilder()
                .getLayersBuilder(2)
                .setActivation(activation)
                .setLoss(loss);
        return description.build();
    }

    /** A run with one output unit and squared error that learns; labels of such a mean, variance and range. */
    private static RunHistory regression(String activation, float mean, float variance, float min, float max) {
        RunStarted.Builder description = described(activation, "LossMSE").toBuilder();
        description.getModelBuilder().getLayersBuilder(2).setOutputs(1);
        return Script.healthy().continuing(new RunHistory(description.build()), 60, step -> {
            step.getOutputsBuilder(0)
                    .setUnits(1)
                    .setFamily(LossFamily.SQUARED_ERROR)
                    .setDataLoss(0.6 * variance)
                    .setLabels(LabelStep.newBuilder()
                            .addMean(mean)
                            .addVariance(variance)
                            .setTotalVariance(variance)
                            .setMin(min)
                            .setMax(max));
            return step;
        });
    }

    @Test
    void doubtsARectifierForYesOrNoWhenNothingIsLearnedInAHundredSteps() {
        // Given
        LabelStep yesOrNo = LabelStep.newBuilder()
                .addMean(0.5f)
                .addVariance(0.25f)
                .setTotalVariance(0.25)
                .setMin(0)
                .setMax(1)
                .build();
        RunHistory run = new RunHistory(described("relu", "LossMSE"));
        UnaryOperator<Step.Builder> labelled = step -> {
            step.getOutputsBuilder(0).setUnits(1).setLabels(yesOrNo);
            return step;
        };
        Script slow = Script.flat().diversity(0.1);

        // When
        Verdict early = detector().look(slow.continuing(run, 90, labelled));
        Verdict late = detector().look(slow.continuing(run, 20, labelled));

        // Then
        assertThat(early).isEqualTo(Verdict.unclear());
        assertThat(late.symptom().orElseThrow().variant()).isEqualTo("one-sided-output");
    }

    @Test
    void needsNoSecondLookAtWhatCannotWork() {
        RunHistory never = Script.flat().continuing(new RunHistory(described("sigmoid", "LossMCXENT")), 1);
        RunHistory perhaps = Script.flat().continuing(new RunHistory(described("softmax", "LossBinaryXENT")), 1);

        assertThat(detector().persistence(never).fireAfter()).isEqualTo(2);
        assertThat(detector().persistence(perhaps).fireAfter()).isEqualTo(5);
    }
}
