package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Symptom;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import org.junit.jupiter.api.Test;

class ExplodingGradientDetectorTest extends DetectorContract {

    @Override
    Detector detector() {
        return new ExplodingGradientDetector();
    }

    @Override
    RunHistory ill() {
        return Script.flat()
                .gradients(1, 1)
                .score(50)
                .continuing(Script.flat().gradients(1e-3, 1e-3).after(30), 30);
    }

    @Override
    RunHistory recovered() {
        return Script.healthy().gradients(1e-3, 1e-3).continuing(ill(), 200);
    }

    @Test
    void doesNotMistakeTheEndOfAPlateauForAnExplosion() {
        // Given
        RunHistory run = Script.flat().gradients(1e-6, 1e-6).after(100);
        Script.healthy().skill(0.05).gradients(1e-2, 1e-2).score(1.3).continuing(run, 50);

        // Then
        assertThat(detector().look(run).symptom()).isEmpty();
    }

    @Test
    void tellsHowFarTheGradientGrew() {
        Symptom symptom = detector().look(ill()).symptom().orElseThrow();

        assertThat(symptom.evidence().get("gradient_rms")).isGreaterThan(0.9);
        assertThat(symptom.evidence().get("early_gradient_rms")).isLessThan(0.0011);
    }
}
