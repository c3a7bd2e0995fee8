package dev.flatline.agent.summarize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.events.v1.InputStep;
import org.junit.jupiter.api.Test;

class InputSummarizerTest {

    @Test
    void featuresAndTheWholeAreSummarised() {
        // Given: feature 0 is 1 and 3, feature 1 is always 5, feature 2 has a NaN
        ActivationSample sample = new ActivationSample(new float[] {1, 3, 5, 5, Float.NaN, 2}, 3, 1, 2);

        // When
        InputStep step = InputSummarizer.summarize(sample).build();

        // Then
        assertThat(step.getSampledFeatures()).isEqualTo(3);
        assertThat(step.getConstantFeatures()).isEqualTo(2);
        assertThat(step.getFeatureMeanList()).containsExactly(2f, 5f, 2f);
        assertThat(step.getFeatureStddevList()).containsExactly(1f, 0f, 0f);
        assertThat(step.getMin()).isEqualTo(1);
        assertThat(step.getMax()).isEqualTo(5);
        assertThat(step.getNonFinite()).isEqualTo(1);
    }

    @Test
    void aFeatureWithoutFiniteValuesIsNan() {
        // When
        InputStep step = InputSummarizer.summarize(new ActivationSample(new float[] {Float.NaN, Float.NaN}, 1, 1, 2))
                .build();

        // Then
        assertThat(step.getFeatureMean(0)).isNaN();
        assertThat(step.getMean()).isNaN();
        assertThat(step.getConstantFeatures()).isEqualTo(1);
    }

    @Test
    void aSingleExampleShowsNoConstantFeature() {
        // When
        InputStep step = InputSummarizer.summarize(new ActivationSample(new float[] {4, 5}, 2, 1, 1))
                .build();

        // Then
        assertThat(step.getConstantFeatures()).isZero();
    }
}
