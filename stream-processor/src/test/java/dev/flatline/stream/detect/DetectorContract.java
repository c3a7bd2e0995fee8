package dev.flatline.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.InputStep;
import dev.flatline.events.v1.LayerStep;
import dev.flatline.events.v1.OutputStep;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Step;
import dev.flatline.stream.Script;
import dev.flatline.stream.trend.RunHistory;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every detector promises. Each detector's test inherits it and adds its own symptom. */
abstract class DetectorContract {

    abstract Detector detector();

    /** A run that has the symptom. */
    abstract RunHistory ill();

    /** The same run after it has recovered. */
    abstract RunHistory recovered();

    @Test
    void findsItsSymptomAndCanShowIt() {
        // When
        Optional<Symptom> symptom = detector().look(ill()).symptom();

        // Then
        assertThat(symptom).isPresent();
        assertThat(symptom.get().kind()).isEqualTo(detector().kind());
        assertThat(symptom.get().message()).endsWith(".").doesNotContain("NaN of");
        assertThat(symptom.get().evidence()).isNotEmpty();
    }

    @Test
    void callsItGoneWhenTheRunRecovers() {
        assertThat(detector().look(recovered())).isEqualTo(Verdict.absent());
    }

    @Test
    void isIdleOnAHealthyRun() {
        RunHistory run = new RunHistory(Script.healthy().description());
        for (int i = 0; i < 300; i++) {
            Script.healthy().continuing(run, 1);
            assertThat(detector().look(run).symptom()).isEmpty();
        }
    }

    @Test
    void isIdleOnARunThatHasConverged() {
        // Given
        Script converged = Script.healthy()
                .skill(0.999)
                .gradients(1e-12, 1e-12)
                .updateRatio(1e-9)
                .saturated(0.95)
                .dead(0.9);
        RunHistory run = converged.continuing(Script.healthy().after(100), 200);

        // When
        Verdict verdict = detector().look(run);

        // Then
        assertThat(verdict.symptom()).isEmpty();
    }

    @Test
    void saysTheSameOfTheSameHistory() {
        assertThat(detector().look(ill())).isEqualTo(detector().look(ill()));
    }

    @Test
    void saysNothingOfARunWithoutSteps() {
        RunHistory empty = new RunHistory(RunStarted.getDefaultInstance());

        assertThat(detector().look(empty).symptom()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -1, Double.MAX_VALUE})
    void neverThrowsWhateverTheNumbers(double value) {
        // Given
        Script odd = new Script("sigmoid", value, value, value, value, value, value, value, value, value, value);
        RunHistory run = odd.after(50);

        // Then
        assertThatCode(() -> detector().look(run)).doesNotThrowAnyException();
    }

    @Test
    void neverThrowsOnBareStepsOrUnknownLayers() {
        // Given
        RunHistory run = new RunHistory(RunStarted.getDefaultInstance());
        for (int i = 0; i < 50; i++) {
            run.add(Step.newBuilder()
                    .setIteration(i)
                    .addLayers(LayerStep.newBuilder().setLayer(i % 7))
                    .addLayers(LayerStep.newBuilder().setLayer(-1))
                    .addLayers(LayerStep.newBuilder().setLayer(Integer.MAX_VALUE))
                    .addOutputs(OutputStep.getDefaultInstance())
                    .addInputs(InputStep.newBuilder().setIndex(-5))
                    .build());
        }

        // When
        Verdict verdict = detector().look(run);

        // Then
        assertThat(verdict.symptom()).isEmpty();
    }
}
