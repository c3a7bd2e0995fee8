package dev.flatline.stream.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.flatline.alert.Cause;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.LabelStep;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Step;
import dev.flatline.stream.Script;
import dev.flatline.stream.detect.Detector;
import dev.flatline.stream.detect.Detectors;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    @Test
    void listsEveryRuleThereIs() {
        List<String> written = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.flatline.stream.diagnose")
                        .stream()
                        .filter(type -> type.isAssignableTo(CauseRule.class) && !type.isInterface())
                        .map(JavaClass::getSimpleName)
                        .toList();

        assertThat(Diagnosis.RULES)
                .extracting(rule -> rule.getClass().getSimpleName())
                .containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void saysNothingOfAHealthyRun() {
        assertThat(diagnose(Script.healthy().after(100)).causes()).isEmpty();
    }

    @Test
    void blamesSigmoidsInDepthAndRecommendsRelu() {
        // Given
        RunHistory run = Script.flat().gradients(1e-8, 1e-2).saturated(0.98).after(100);

        // When
        Cause first = diagnose(run).first().orElseThrow();

        // Then
        assertThat(first.cause()).isEqualTo("vanishing-gradient");
        assertThat(first.explanation()).startsWith("Sigmoid in layer first and layer second: its slope is at most 1/4");
        assertThat(first.fix()).contains("Activation.RELU").contains("instead of Activation.SIGMOID");
        assertThat(first.explains()).contains("output-collapse", "vanishing-gradient", "saturated-activation");
    }

    @Test
    void blamesRawInputsBeforeTheSigmoidsTheyDriveToTheirLimits() {
        // Given
        RunHistory run = Script.flat()
                .activation("tanh")
                .gradients(1e-8, 1e-2)
                .saturated(1)
                .inputRms(5_000)
                .after(100);

        // When
        Diagnosis diagnosis = diagnose(run);

        // Then
        assertThat(diagnosis.first().orElseThrow().cause()).isEqualTo("unscaled-input");
        assertThat(diagnosis.first().orElseThrow().fix()).contains("NormalizerStandardize");
        assertThat(diagnosis.others()).extracting(Cause::cause).contains("vanishing-gradient");
    }

    @Test
    void blamesTheLearningRateForUnitsThatDiedOfLargeSteps() {
        // Given
        RunHistory run = new RunHistory(Script.flat().activation("relu").description());
        Script.flat().activation("relu").updateRatio(0.8).continuing(run, 30);
        Script.flat().activation("relu").updateRatio(1e-4).dead(1).continuing(run, 60);

        // When
        Diagnosis diagnosis = diagnose(run);

        // Then
        assertThat(diagnosis.causes())
                .extracting(Cause::cause)
                .startsWith("learning-rate-too-high")
                .contains("dead-relu");
        assertThat(diagnosis.first().orElseThrow().fix()).contains("new Adam(0.001)");
    }

    @Test
    void blamesATinyLearningRateForWeightsThatStandStill() {
        // Given
        RunHistory run = described(Script.flat().updateRatio(1e-9), description -> {
            description.getModelBuilder().getLayersBuilderList().forEach(layer -> layer.setLearningRate(1e-8));
            return description;
        });

        // When
        Cause first = diagnose(run).first().orElseThrow();

        // Then
        assertThat(first.cause()).isEqualTo("learning-rate-too-low");
        assertThat(first.explanation()).contains("1.0e-08");
    }

    @Test
    void doesNotBlameTheLearningRateForWeightsThatNoGradientReaches() {
        RunHistory run = Script.flat().updateRatio(0).gradients(0, 0).after(100);

        assertThat(diagnose(run).causes()).extracting(Cause::cause).doesNotContain("learning-rate-too-low");
    }

    @Test
    void isSureOfASoftmaxOverOneUnit() {
        // Given
        RunHistory run = described(Script.flat(), description -> {
            description.getModelBuilder().getLayersBuilder(2).setOutputs(1).setLoss("LossBinaryXENT");
            return description;
        });

        // When
        Cause first = diagnose(run).first().orElseThrow();

        // Then
        assertThat(first.cause()).isEqualTo("output-loss-mismatch");
        assertThat(first.explanation()).contains("a softmax over one unit is 1 whatever its input");
    }

    @Test
    void missesANonLinearityWhereNothingIsLearned() {
        RunHistory stuck = Script.flat().activation("identity").after(100);
        RunHistory bent = described(Script.flat().activation("identity"), description -> {
            description
                    .getModelBuilder()
                    .addLayersBuilder()
                    .setType("ActivationLayer")
                    .setActivation("tanh");
            return description;
        });

        assertThat(diagnose(stuck).first().orElseThrow().cause()).isEqualTo("missing-non-linearity");
        assertThat(diagnose(bent).causes()).extracting(Cause::cause).doesNotContain("missing-non-linearity");
    }

    @Test
    void isSureOfWeightsThatBeganAllEqual() {
        // Given
        RunHistory run = Script.flat().continuing(new RunHistory(Script.flat().description()), 60, step -> {
            step.getLayersBuilder(1).getParametersBuilder(0).getValueBuilder().setStddev(0);
            return step;
        });

        // When
        Cause first = diagnose(run).first().orElseThrow();

        // Then
        assertThat(first.cause()).isEqualTo("poor-initialisation");
        assertThat(first.explanation()).contains("layer second").contains("all its units compute the same");
    }

    @Test
    void doesNotJudgeWeightsWhoseFanInIsNotKnown() {
        RunHistory run = described(Script.flat(), description -> {
            description.getModelBuilder().getLayersBuilder(0).setOutputs(0);
            return description;
        });

        assertThat(diagnose(run).causes()).extracting(Cause::cause).doesNotContain("poor-initialisation");
    }

    @Test
    void blamesTheDataForNumbersThatCameWithIt() {
        // Given
        RunHistory run = Script.healthy().continuing(Script.healthy().after(30), 1, step -> {
            step.getOutputsBuilder(0).getLabelsBuilder().setNonFinite(2);
            return step.setScore(Double.NaN);
        });

        // When
        Cause first = diagnose(run).first().orElseThrow();

        // Then
        assertThat(first.cause()).isEqualTo("bad-input");
        assertThat(first.explanation()).contains("2 in the labels of iteration 30");
    }

    @Test
    void blamesAnExplosionOnItselfWhereStepsWereSmall() {
        // Given
        RunHistory run = Script.flat()
                .gradients(1, 1)
                .score(50)
                .continuing(Script.flat().gradients(1e-3, 1e-3).after(30), 30);

        // When
        Cause first = diagnose(run).first().orElseThrow();

        // Then
        assertThat(first.cause()).isEqualTo("exploding-gradient");
        assertThat(first.fix()).contains("ClipL2PerLayer");
    }

    @Test
    void blamesAnOverwhelmingClass() {
        // Given
        LabelStep lopsided = LabelStep.newBuilder()
                .addAllMean(List.of(0.85f, 0.05f, 0.05f, 0.05f))
                .addAllVariance(List.of(0.1275f, 0.0475f, 0.0475f, 0.0475f))
                .build();
        RunHistory run = Script.flat().continuing(new RunHistory(Script.flat().description()), 60, step -> {
            step.getOutputsBuilder(0).setLabels(lopsided);
            return step;
        });

        // When
        Cause first = diagnose(run).first().orElseThrow();

        // Then
        assertThat(first.cause()).isEqualTo("class-imbalance");
        assertThat(first.explanation()).startsWith("85 % of the labels");
    }

    @Test
    void blamesTheLearningRateForALossThatWentUpAfterLargeSteps() {
        // Given
        Script lost = Script.flat().activation("relu").diversity(0.5);
        RunHistory run = lost.updateRatio(0.6).continuing(new RunHistory(lost.description()), 30);
        lost.skill(-4).updateRatio(1e-3).continuing(run, 200);

        // When
        Cause first = diagnose(run).first().orElseThrow();

        // Then
        assertThat(first.cause()).isEqualTo("learning-rate-too-high");
        assertThat(first.explains()).contains("loss-divergence", "learning-rate-too-high");
    }

    @Test
    void blamesSmallStepsOfAnUpdaterThatScalesThem() {
        // Given: Adam makes of a rate of 1e-6 steps of 1e-6, whatever the gradient
        RunHistory run = described(
                Script.flat()
                        .activation("relu")
                        .diversity(0.1)
                        .topClassShare(0.5)
                        .updateRatio(5e-6),
                description -> {
                    description.getModelBuilder().getLayersBuilderList().forEach(layer -> layer.setLearningRate(1e-6));
                    return description;
                },
                300);

        // When
        Cause first = diagnose(run).first().orElseThrow();

        // Then
        assertThat(first.cause()).isEqualTo("learning-rate-too-low");
        assertThat(first.explains()).containsExactly("learning-rate-too-low");
    }

    @Test
    void doubtsTheDataWhereNothingElseIsWrong() {
        // Given
        RunHistory run = Script.flat()
                .activation("relu")
                .diversity(0.1)
                .topClassShare(0.5)
                .updateRatio(3e-3)
                .after(1_500);

        // When
        Diagnosis diagnosis = diagnose(run);

        // Then
        assertThat(diagnosis.causes()).extracting(Cause::cause).containsExactly("no-learnable-signal");
        assertThat(diagnosis.causes().get(0).confidence()).isLessThan(0.5);
    }

    private static RunHistory described(Script script, UnaryOperator<RunStarted.Builder> change) {
        return described(script, change, 100);
    }

    private static RunHistory described(Script script, UnaryOperator<RunStarted.Builder> change, int steps) {
        RunStarted description = change.apply(script.description().toBuilder()).build();
        return script.continuing(new RunHistory(description), steps);
    }

    private static Diagnosis diagnose(RunHistory run) {
        List<Symptom> symptoms = Detectors.all().stream()
                .map((Detector detector) -> detector.look(run).symptom())
                .flatMap(Optional::stream)
                .toList();
        return Diagnosis.of(run, new Symptoms(symptoms));
    }

    @Test
    void namesTheRateInForceWhereOneHasDecayed() {
        // Given
        Script script = Script.flat().activation("relu").diversity(0.1).topClassShare(0.5);
        RunHistory run = script.updateRatio(5e-3).continuing(new RunHistory(script.description()), 60, at(0.05));
        script.updateRatio(1e-9).continuing(run, 100, at(1e-8));

        // When
        Cause first = diagnose(run).first().orElseThrow();

        // Then
        assertThat(first.cause()).isEqualTo("learning-rate-too-low");
        assertThat(first.explanation()).contains("1.0e-08 (it has been 0.0500)");
        assertThat(first.fix()).contains("new Adam(0.05)");
    }

    @Test
    void blamesTheStepsForUnitsThatSaturatedAsWeightsGrew() {
        // Given
        Script script = Script.flat().activation("tanh").diversity(0.5).saturated(0.95);
        RunHistory run = script.updateRatio(0.6).continuing(new RunHistory(script.description()), 30);
        script.skill(-4).continuing(run, 200, step -> {
            step.getLayersBuilder(0).getParametersBuilder(0).getValueBuilder().setL2(100);
            return step;
        });

        // When
        Diagnosis diagnosis = diagnose(run);

        // Then
        assertThat(diagnosis.causes())
                .extracting(Cause::cause)
                .startsWith("learning-rate-too-high")
                .contains("vanishing-gradient");
    }

    @Test
    void blamesAPenaltyThatPullsHarderThanTheData() {
        // Given
        RunHistory run = described(
                Script.flat().activation("relu"),
                description -> {
                    description.getModelBuilder().getLayersBuilderList().forEach(layer -> layer.setL2(2));
                    return description;
                },
                1);
        Script.flat().activation("relu").continuing(run, 60, step -> {
            step.getLayersBuilderList()
                    .forEach(layer ->
                            layer.getParametersBuilder(0).getValueBuilder().setL2(1e-3f));
            return step;
        });

        // When
        Cause first = diagnose(run).first().orElseThrow();

        // Then: a thousandth of what weighs as much as the gradient of 1e-3 does at weights of 0.2
        assertThat(first.cause()).isEqualTo("over-regularisation");
        assertThat(first.explains()).contains("over-regularisation", "output-collapse");
        assertThat(first.fix()).startsWith(".l2(5e-06)");
    }

    private static UnaryOperator<Step.Builder> at(double rate) {
        return step -> {
            step.getLayersBuilderList().forEach(layer -> layer.setLearningRate(rate));
            return step;
        };
    }

    @Test
    void blamesRareClassesForWhatIsKnownByHeartAndDoesNotHoldElsewhere() {
        // Given: two of the four classes have a twentieth of the rows of the largest
        LabelStep lopsided = LabelStep.newBuilder()
                .addAllMean(List.of(0.475f, 0.475f, 0.025f, 0.025f))
                .addAllVariance(List.of(0.249f, 0.249f, 0.024f, 0.024f))
                .addAllClassCounts(List.of(15L, 15L, 1L, 1L))
                .build();
        Script byHeart = Script.healthy().skill(0.95);
        RunHistory run = byHeart.continuing(new RunHistory(byHeart.description()), 60, step -> {
            step.getOutputsBuilder(0)
                    .setLabels(lopsided)
                    .addAllMean(lopsided.getMeanList())
                    .addAllVariance(lopsided.getVarianceList());
            return step;
        });
        Symptom known = new Symptom(
                "insufficient-data", "", Severity.WARNING, List.of(), "It knows its examples by heart.", Map.of());

        // When
        Diagnosis diagnosis = Diagnosis.of(run, new Symptoms(List.of(known)));

        // Then
        assertThat(diagnosis.causes()).extracting(Cause::cause).containsExactly("class-imbalance", "insufficient-data");
        assertThat(diagnosis.causes().get(0).explanation()).startsWith("50 % of the classes");
    }
}
