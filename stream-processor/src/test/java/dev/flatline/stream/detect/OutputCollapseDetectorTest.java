package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.LabelStep;
import dev.flatline.events.v1.ProbeStep;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputCollapseDetectorTest extends DetectorContract {

    @Override
    Detector detector() {
        return new OutputCollapseDetector();
    }

    @Override
    RunHistory ill() {
        return Script.flat().after(60);
    }

    @Override
    RunHistory recovered() {
        return Script.healthy().continuing(ill(), 100);
    }

    @Test
    void callsOneAnswerForAllConstant() {
        Symptom symptom = detector().look(ill()).symptom().orElseThrow();

        assertThat(symptom.variant()).isEqualTo("constant");
        assertThat(symptom.evidence().get("output_diversity")).isLessThan(1e-8);
        assertThat(symptom.evidence().get("skill")).isBetween(-0.01, 0.01);
    }

    @Test
    void callsOneClassForAllMajorityClass() {
        // Given
        RunHistory run = Script.flat().diversity(0.05).after(60);

        // When
        Symptom symptom = detector().look(run).symptom().orElseThrow();

        // Then
        assertThat(symptom.variant()).isEqualTo("majority-class");
        assertThat(symptom.message()).contains("100 %").contains("25 %");
    }

    @Test
    void waitsWhileTheAnswersSpreadApart() {
        // Given
        RunHistory run = Script.flat().diversity(1e-9).after(100);
        Script.flat().diversity(1e-6).continuing(run, 15);

        // Then
        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }

    @Test
    void givesANetworkWhoseLayersAllMoveTimeToLeaveAPlateau() {
        // Given
        Script plateau = Script.flat().diversity(5e-5).updateRatio(1e-3);
        RunHistory early = plateau.after(250);
        RunHistory late = plateau.after(400);
        RunHistory still = plateau.updateRatio(1e-6).after(250);
        RunHistory certain = plateau.diversity(1e-8).after(250);

        // Then
        assertThat(detector().look(early)).isEqualTo(Verdict.unclear());
        assertThat(detector().look(late).symptom()).isPresent();
        assertThat(detector().look(still).symptom()).isPresent();
        assertThat(detector().look(certain).symptom()).isPresent();
    }

    @Test
    void believesTheProbeWhereOutputsVaryALittle() {
        // Given
        RunHistory doubtful = Script.flat().diversity(2e-3).topClassShare(0.5).after(60);
        RunHistory probed = probed(Script.flat().diversity(2e-3).topClassShare(0.5), 1e-7, 1e-7);
        RunHistory noisy = probed(Script.flat().diversity(2e-3).topClassShare(0.5), 1e-7, 0.5);

        // When
        Symptom symptom = detector().look(probed).symptom().orElseThrow();

        // Then
        assertThat(symptom.variant()).isEqualTo("constant");
        assertThat(symptom.evidence().get("probe_diversity")).isLessThan(1e-6);
        assertThat(detector().look(doubtful)).isEqualTo(Verdict.unclear());
        assertThat(detector().look(noisy)).isEqualTo(Verdict.unclear());
    }

    @Test
    void doesNotBelieveAProbeThatVariesLikeTheOutputs() {
        RunHistory plateau = probed(Script.flat().diversity(3e-3).topClassShare(0.5), 2e-4, 2e-4);

        assertThat(detector().look(plateau)).isEqualTo(Verdict.unclear());
    }

    @Test
    void takesANetworkThatTellsRandomInputsApartForOneOnAPlateau() {
        RunHistory plateau = probed(Script.flat().diversity(7e-5), 3e-3, 4e-3);
        RunHistory collapsed = probed(Script.flat().diversity(7e-5), 5e-4, 5e-4);

        assertThat(detector().look(plateau).symptom()).isEmpty();
        assertThat(detector().look(collapsed).symptom()).isPresent();
    }

    @Test
    void believesTheProbeWhereExamplesComeOneByOne() {
        // Given
        RunHistory run = Script.flat().continuing(new RunHistory(Script.flat().description()), 60, step -> {
            step.getOutputsBuilder(0)
                    .setRows(1)
                    .clearTotalVariance()
                    .addMean(0.25f)
                    .addVariance(0);
            return step;
        });
        assertThat(detector().look(run).symptom()).isPresent();

        // When
        Script.flat().continuing(run, 1, step -> {
            step.getOutputsBuilder(0)
                    .setRows(1)
                    .clearTotalVariance()
                    .addMean(0.25f)
                    .addVariance(0);
            return step.addProbes(probe(ProbeStep.Inputs.LIKE_THE_DATA, 0.1));
        });

        // Then
        assertThat(detector().look(run).symptom()).isEmpty();
    }

    @Test
    void forgetsAProbeThatIsLongAgo() {
        RunHistory run = probed(Script.flat().diversity(2e-3).topClassShare(0.5), 1e-7, 1e-7);
        Script.flat().diversity(2e-3).topClassShare(0.5).continuing(run, 600);

        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }

    @Test
    void callsTwoClassesOfManyLowRank() {
        // Given
        RunHistory run = twoOfEight(600, 1);

        // When
        Symptom symptom = detector().look(run).symptom().orElseThrow();

        // Then
        assertThat(symptom.variant()).isEqualTo("low-rank");
        assertThat(symptom.evidence().get("effective_rank_at_most")).isBetween(1.9, 2.1);
        assertThat(symptom.evidence().get("label_rank")).isBetween(6.99, 7.01);
    }

    @Test
    void waitsForTheOtherClassesWhileTheLossFalls() {
        assertThat(detector().look(twoOfEight(600, 0.999)).symptom()).isEmpty();
        assertThat(detector().look(twoOfEight(300, 1)).symptom()).isEmpty();
    }

    /** Eight classes of which two are answered, with a loss that changes by this factor at each step. */
    private static RunHistory twoOfEight(int steps, double change) {
        return Script.healthy().continuing(new RunHistory(Script.healthy().description()), steps, step -> {
            step.getOutputsBuilder(0)
                    .setUnits(8)
                    .setDistinctArgMax(2)
                    .setTotalVariance(0.2)
                    .setDataLoss(1.6 * Math.pow(change, (double) step.getIteration()))
                    .addAllMean(Collections.nCopies(8, 0.125f))
                    .addAllVariance(List.of(0.1f, 0.1f, 1e-4f, 1e-4f, 1e-4f, 1e-4f, 1e-4f, 1e-4f))
                    .setLabels(LabelStep.newBuilder().addAllClassCounts(Collections.nCopies(8, 4L)));
            return step;
        });
    }

    private static RunHistory probed(Script script, double likeTheData, double noise) {
        return script.continuing(
                script.after(400),
                1,
                step -> step.addProbes(probe(ProbeStep.Inputs.LIKE_THE_DATA, likeTheData))
                        .addProbes(probe(ProbeStep.Inputs.NOISE, noise)));
    }

    private static ProbeStep probe(ProbeStep.Inputs inputs, double variance) {
        return ProbeStep.newBuilder()
                .setInputs(inputs)
                .setLayer(2)
                .setExamples(16)
                .setUnits(4)
                .setTotalVariance(variance)
                .build();
    }

    @Test
    void doesNotJudgeLabelsThatNeverDiffer() {
        // Given
        RunHistory run = Script.flat().continuing(new RunHistory(Script.flat().description()), 60, step -> {
            step.getOutputsBuilder(0)
                    .setLabels(LabelStep.newBuilder()
                            .addAllMean(List.of(1f, 0f, 0f, 0f))
                            .addAllVariance(List.of(0f, 0f, 0f, 0f)));
            return step;
        });

        // Then
        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }
}
