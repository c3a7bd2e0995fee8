package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Symptom;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import org.junit.jupiter.api.Test;

class NonFiniteDetectorTest extends DetectorContract {

    @Override
    Detector detector() {
        return new NonFiniteDetector();
    }

    @Override
    RunHistory ill() {
        return spoiled(Script.healthy().after(30));
    }

    @Override
    RunHistory recovered() {
        return Script.healthy().continuing(ill(), 1);
    }

    private static RunHistory spoiled(RunHistory run) {
        return Script.healthy().continuing(run, 1, step -> {
            step.getLayersBuilder(1).getActivationBuilder().setNonFinite(3);
            step.getLayersBuilder(2)
                    .getParametersBuilder(0)
                    .getGradientBuilder()
                    .setNonFinite(64);
            return step.setScore(Double.NaN);
        });
    }

    @Test
    void namesWhereItBegan() {
        Symptom symptom = detector().look(ill()).symptom().orElseThrow();

        assertThat(symptom.layers()).containsExactly("second");
        assertThat(symptom.message())
                .isEqualTo("NaN or infinity since iteration 30, first in the activation of layer second.");
        assertThat(symptom.evidence()).containsEntry("first_iteration", 30.0);
    }

    @Test
    void blamesTheDataWhereItCameWithTheData() {
        // Given
        RunHistory run = Script.healthy().continuing(Script.healthy().after(5), 1, step -> {
            step.getInputsBuilder(0).setNonFinite(1);
            return step.setScore(Double.NaN);
        });

        // Then
        assertThat(detector().look(run).symptom().orElseThrow().message()).contains("first in the input");
    }

    @Test
    void needsNoWarmUp() {
        RunHistory run = spoiled(new RunHistory(Script.healthy().description()));

        assertThat(detector().look(run).symptom()).isPresent();
    }
}
