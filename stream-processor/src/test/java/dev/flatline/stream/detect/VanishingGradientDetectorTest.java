package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Symptom;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import org.junit.jupiter.api.Test;

class VanishingGradientDetectorTest extends DetectorContract {

    @Override
    Detector detector() {
        return new VanishingGradientDetector();
    }

    @Override
    RunHistory ill() {
        return Script.flat().gradients(1e-7, 1e-2).after(60);
    }

    @Override
    RunHistory recovered() {
        return Script.healthy().gradients(1e-3, 1e-2).continuing(ill(), 100);
    }

    @Test
    void namesTheLayersThatNothingReaches() {
        Symptom symptom = detector().look(ill()).symptom().orElseThrow();

        assertThat(symptom.layers()).containsExactly("first");
        assertThat(symptom.message()).contains("layer first").contains("1.0e-07");
    }

    @Test
    void findsAGradientThatIsLostInTime() {
        // Given
        RunHistory run = Script.flat().gradients(1e-2, 1e-2).after(60);
        Script.flat().gradients(1e-7, 1e-7).continuing(run, 300);

        // When
        Symptom symptom = detector().look(run).symptom().orElseThrow();

        // Then
        assertThat(symptom.layers()).containsExactly("first", "second", "out");
    }

    @Test
    void findsAGradientThatIsExactlyZero() {
        RunHistory run = Script.flat().gradients(0, 1e-2).after(60);

        assertThat(detector().look(run).symptom().orElseThrow().layers()).contains("first");
    }
}
