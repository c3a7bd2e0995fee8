package dev.flatline.agent.summarize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.events.v1.ActivationStep;
import org.junit.jupiter.api.Test;

class ActivationSummarizerTest {

    private static ActivationStep summarize(ActivationSample sample, String activation) {
        return ActivationSummarizer.summarize(sample, Saturation.of(activation), 0);
    }

    @Test
    void betweenExampleDeviationLeavesDifferencesBetweenUnitsOut() {
        // Given: unit 0 says 1 and 3, unit 1 says 100 to both
        ActivationSample sample = new ActivationSample(new float[] {1, 3, 100, 100}, 2, 1, 2);

        // When
        ActivationStep step = summarize(sample, "identity");

        // Then: root of the mean of variances 1 and 0
        assertThat(step.getBetweenExampleStddev()).isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
        assertThat(step.getMean()).isEqualTo(51);
        assertThat(step.getStddev()).isGreaterThan(48);
    }

    @Test
    void theSameAnswerToEveryExampleHasDeviationExactlyZero() {
        // Given
        ActivationSample sample = new ActivationSample(new float[] {0.1f, 0.1f, 0.1f, 0.7f, 0.7f, 0.7f}, 1, 2, 3);

        // When
        ActivationStep step = summarize(sample, "sigmoid");

        // Then
        assertThat(step.getBetweenExampleStddev()).isZero();
    }

    @Test
    void aTinyDeviationAroundALargeMeanKeepsItsDigits() {
        // Given
        ActivationSample sample = new ActivationSample(new float[] {1000f, 1000.0001f}, 1, 1, 2);

        // When
        ActivationStep step = summarize(sample, "identity");

        // Then
        assertThat(step.getBetweenExampleStddev()).isCloseTo((1000.0001f - 1000f) / 2, within(1e-8f));
    }

    @Test
    void ofASingleExampleNoDifferenceCanBeTold() {
        // When
        ActivationStep step = summarize(new ActivationSample(new float[] {1, 2}, 2, 1, 1), "identity");

        // Then
        assertThat(step.getBetweenExampleStddev()).isNaN();
        assertThat(step.getMean()).isEqualTo(1.5f);
    }

    @Test
    void saturationFollowsTheLayersOwnFunction() {
        // Given
        ActivationSample sample = new ActivationSample(new float[] {0.001f, 0.5f, 0.995f, 1f}, 4, 1, 1);

        // When, Then
        assertThat(summarize(sample, "sigmoid").getSaturatedShare()).isEqualTo(0.75f);
        assertThat(summarize(sample, "tanh").getSaturatedShare()).isEqualTo(0.5f);
        assertThat(summarize(sample, "hardsigmoid").getSaturatedShare()).isEqualTo(0.25f);
        assertThat(summarize(sample, "relu").getSaturatedShare()).isZero();
    }

    @Test
    void nonFiniteOutputsAreCountedAndLeftOut() {
        // Given
        ActivationSample sample = new ActivationSample(new float[] {Float.NaN, 2, 4, Float.POSITIVE_INFINITY}, 1, 1, 4);

        // When
        ActivationStep step = summarize(sample, "relu");

        // Then
        assertThat(step.getNonFinite()).isEqualTo(2);
        assertThat(step.getMean()).isEqualTo(3);
        assertThat(step.getBetweenExampleStddev()).isEqualTo(1);
    }

    @Test
    void withoutAnyFiniteOutputTheMomentsAreNaN() {
        // When
        ActivationStep step = summarize(new ActivationSample(new float[] {Float.NaN, Float.NaN}, 1, 1, 2), "relu");

        // Then
        assertThat(step.getMean()).isNaN();
        assertThat(step.getBetweenExampleStddev()).isNaN();
    }

    @Test
    void aUnitIsDeadAfterFiveHundredSilentExamples() {
        // Given: unit 0 speaks, unit 1 is silent
        DeadUnits units = new DeadUnits();
        float[] values = new float[64];
        values[5] = 1;
        ActivationSample sample = new ActivationSample(values, 2, 1, 32);

        // When
        float early = 0;
        for (int batch = 0; batch < 15; batch++) {
            early = units.shareAfter(sample);
        }
        float late = units.shareAfter(sample);

        // Then
        assertThat(early).isZero();
        assertThat(late).isEqualTo(0.5f);
    }

    @Test
    void aDeadUnitThatSpeaksIsAliveAgain() {
        // Given
        DeadUnits units = new DeadUnits();
        for (int batch = 0; batch < 20; batch++) {
            units.shareAfter(new ActivationSample(new float[32], 1, 1, 32));
        }
        float[] values = new float[32];
        values[0] = 0.1f;

        // When
        float share = units.shareAfter(new ActivationSample(values, 1, 1, 32));

        // Then
        assertThat(share).isZero();
    }
}
