package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Symptom;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import org.junit.jupiter.api.Test;

class WeightStagnationDetectorTest extends DetectorContract {

    @Override
    Detector detector() {
        return new WeightStagnationDetector();
    }

    @Override
    RunHistory ill() {
        return Script.flat().updateRatio(1e-9).after(60);
    }

    @Override
    RunHistory recovered() {
        return Script.flat().updateRatio(1e-3).continuing(ill(), 100);
    }

    @Test
    void waitsForEveryLayerToStandStill() {
        // Given
        RunHistory run = Script.flat()
                .updateRatio(1e-9)
                .continuing(new RunHistory(Script.flat().description()), 60, step -> {
                    step.setLayers(2, Script.flat().step(0).getLayers(2));
                    return step;
                });

        // Then
        assertThat(detector().look(run)).isEqualTo(Verdict.absent());
    }

    @Test
    void namesTheHealthyRatio() {
        Symptom symptom = detector().look(ill()).symptom().orElseThrow();

        assertThat(symptom.message()).contains("1e-3").contains("1.0e-09");
    }
}
