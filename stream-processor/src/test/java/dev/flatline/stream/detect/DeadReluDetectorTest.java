package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import org.junit.jupiter.api.Test;

class DeadReluDetectorTest extends DetectorContract {

    @Override
    Detector detector() {
        return new DeadReluDetector();
    }

    @Override
    RunHistory ill() {
        return Script.flat().activation("relu").dead(1).after(60);
    }

    @Override
    RunHistory recovered() {
        return Script.flat().activation("relu").dead(0.1).continuing(ill(), 100);
    }

    @Test
    void isCriticalWhenAWholeLayerIsDead() {
        Symptom whole = detector().look(ill()).symptom().orElseThrow();
        Symptom most = detector()
                .look(Script.flat().activation("relu").dead(0.8).after(60))
                .symptom()
                .orElseThrow();

        assertThat(whole.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(most.severity()).isEqualTo(Severity.WARNING);
    }
}
