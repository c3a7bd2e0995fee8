package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.Evaluation;
import dev.flatline.events.v1.LabelStep;
import dev.flatline.events.v1.LossFamily;
import dev.flatline.events.v1.OutputStep;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassImbalanceDetectorTest extends DetectorContract {

    private static final List<Float> LOPSIDED = List.of(0.91f, 0.03f, 0.03f, 0.03f);

    @Override
    Detector detector() {
        return new ClassImbalanceDetector();
    }

    @Override
    RunHistory ill() {
        return labelled(Script.flat().diversity(0.01), LOPSIDED, 300);
    }

    @Override
    RunHistory recovered() {
        return Script.healthy().continuing(ill(), 100);
    }

    @Test
    void tellsHowLopsidedTheLabelsAre() {
        Symptom symptom = detector().look(ill()).symptom().orElseThrow();

        assertThat(symptom.variant()).isEqualTo("majority-answer");
        assertThat(symptom.message()).startsWith("91 % of the labels are of one class");
        assertThat(symptom.evidence().get("times_the_others")).isCloseTo(30.3, within(0.1));
    }

    @Test
    void leavesLopsidedLabelsThatAreLearnedAlone() {
        assertThat(detector().look(labelled(Script.healthy(), LOPSIDED, 300))).isEqualTo(Verdict.absent());
    }

    @Test
    void leavesBalancedLabelsAlone() {
        assertThat(detector().look(Script.flat().diversity(0.01).after(300))).isEqualTo(Verdict.absent());
    }

    @Test
    void leavesAConstantAnswerToTheCollapse() {
        assertThat(detector().look(labelled(Script.flat(), LOPSIDED, 300))).isEqualTo(Verdict.unclear());
    }

    @Test
    void findsRareClassesThatAreNotLearnedBesideOthersThatAre() {
        // Given: classes 2 and 3 have 2 % of the rows each, and get nearly the same probability whatever the input
        RunHistory run = told(List.of(0.48f, 0.48f, 0.02f, 0.02f), List.of(0.2f, 0.2f, 2e-4f, 2e-4f));

        // When
        Symptom symptom = detector().look(run).symptom().orElseThrow();

        // Then
        assertThat(symptom.variant()).isEqualTo("rare-classes");
        assertThat(symptom.evidence().get("rare_share")).isCloseTo(0.04, within(1e-6));
        assertThat(symptom.evidence().get("rare_explained")).isCloseTo(2e-4 / (0.02 * 0.98), within(1e-4));
    }

    @Test
    void leavesRareClassesThatAreLearnedAlone() {
        RunHistory run = told(List.of(0.48f, 0.48f, 0.02f, 0.02f), List.of(0.2f, 0.2f, 0.01f, 0.01f));

        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void believesEvaluationsThatFindAClassUnrecognised() {
        // Given: learned by heart
        RunHistory run = told(List.of(0.48f, 0.48f, 0.02f, 0.02f), List.of(0.2f, 0.2f, 0.015f, 0.015f));

        // When
        evaluated(run, 0.02);
        evaluated(run, 0.05);
        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
        evaluated(run, 0.04);

        // Then
        Symptom symptom = detector().look(run).symptom().orElseThrow();
        assertThat(symptom.variant()).isEqualTo("rare-classes");
        assertThat(symptom.evidence()).containsEntry("lowest_recall", 0.04);
    }

    @Test
    void doesNotMindAnUnrecognisedClassWhereNoneIsRare() {
        RunHistory run = told(List.of(0.25f, 0.25f, 0.25f, 0.25f), List.of(0.1f, 0.1f, 0.1f, 0.1f));
        for (int i = 0; i < 5; i++) {
            evaluated(run, 0);
        }

        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    private static void evaluated(RunHistory run, double lowestRecall) {
        run.add(Evaluation.newBuilder()
                .setIteration(300 + run.evaluations().lowestRecall().count())
                .putMetrics("lowestRecall", lowestRecall)
                .build());
    }

    @Test
    void seesASingleUnitStayOnOneSide() {
        RunHistory oneSide = singleUnit(0.1f, 1e-3f);
        RunHistory bothSides = singleUnit(0.1f, 0.05f);

        assertThat(detector().look(oneSide).symptom().orElseThrow().variant()).isEqualTo("majority-answer");
        assertThat(detector().look(bothSides)).isEqualTo(Verdict.unclear());
    }

    private static RunHistory labelled(Script script, List<Float> shares, int steps) {
        return script.continuing(new RunHistory(script.description()), steps, step -> {
            step.getOutputsBuilder(0).setLabels(oneHot(shares)).setDataLoss((1 - script.skill()) * entropy(shares));
            return step;
        });
    }

    private static RunHistory told(List<Float> shares, List<Float> variances) {
        return Script.healthy().continuing(new RunHistory(Script.healthy().description()), 300, step -> {
            step.getOutputsBuilder(0)
                    .setLabels(oneHot(shares))
                    .setDataLoss(0.4 * entropy(shares))
                    .addAllMean(shares)
                    .addAllVariance(variances);
            return step;
        });
    }

    private static RunHistory singleUnit(float mean, float variance) {
        double loss = -(0.1 * Math.log(0.1) + 0.9 * Math.log(0.9));
        OutputStep output = OutputStep.newBuilder()
                .setLayer(2)
                .setUnits(1)
                .setRows(32)
                .addMean(mean)
                .addVariance(variance)
                .setTotalVariance(variance)
                .setFamily(LossFamily.BINARY_CROSS_ENTROPY)
                .setDataLoss(loss)
                .setLabels(LabelStep.newBuilder()
                        .addMean(0.1f)
                        .addVariance(0.09f)
                        .addAllClassCounts(List.of(29L, 3L))
                        .setMin(0)
                        .setMax(1))
                .build();
        return Script.flat()
                .continuing(new RunHistory(Script.flat().description()), 300, step -> step.setOutputs(0, output));
    }

    private static LabelStep oneHot(List<Float> shares) {
        LabelStep.Builder labels = LabelStep.newBuilder();
        for (float share : shares) {
            labels.addMean(share).addVariance(share * (1 - share)).addClassCounts(Math.round(100 * share));
        }
        return labels.build();
    }

    private static double entropy(List<Float> shares) {
        return shares.stream().mapToDouble(share -> -share * Math.log(share)).sum();
    }
}
