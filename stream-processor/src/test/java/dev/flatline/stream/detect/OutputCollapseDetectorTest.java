package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.LabelStep;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
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
