package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Symptom;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import org.junit.jupiter.api.Test;

class SaturatedActivationDetectorTest extends DetectorContract {

    @Override
    Detector detector() {
        return new SaturatedActivationDetector();
    }

    @Override
    RunHistory ill() {
        return Script.flat().saturated(0.97).after(60);
    }

    @Override
    RunHistory recovered() {
        return Script.flat().saturated(0.1).continuing(ill(), 100);
    }

    @Test
    void namesHiddenLayersOnly() {
        Symptom symptom = detector().look(ill()).symptom().orElseThrow();

        assertThat(symptom.layers()).containsExactly("first", "second");
        assertThat(symptom.message()).startsWith("97 % of the sigmoid activations of layer first");
    }

    @Test
    void keepsItsMindBetweenTheThresholds() {
        RunHistory run = Script.flat().saturated(0.6).after(60);

        assertThat(detector().look(run)).isEqualTo(Verdict.unclear());
    }
}
