package dev.flatline.agent.summarize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctExamplesTest {

    private static final int FEATURES = 20;
    private static final int BATCH = 32;

    /** A mini-batch drawn from so many different examples. */
    private static ActivationSample batch(int different, Random random) {
        float[] values = new float[FEATURES * BATCH];
        for (int example = 0; example < BATCH; example++) {
            Random features = new Random(random.nextInt(different));
            for (int feature = 0; feature < FEATURES; feature++) {
                values[feature * BATCH + example] = features.nextFloat();
            }
        }
        return new ActivationSample(values, FEATURES, 1, BATCH);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 100, 2000})
    void examplesThatComeAgainAreCountedOnce(int different) {
        // Given
        DistinctExamples examples = new DistinctExamples();
        Random random = new Random(different);

        // When: each comes ten times or more
        int batches = Math.max(10, different * 10 / BATCH);
        for (int i = 0; i < batches; i++) {
            examples.add(batch(different, random));
        }

        // Then: within four standard errors
        assertThat(examples.seen()).isEqualTo((long) batches * BATCH);
        assertThat(examples.distinct()).isCloseTo(different, within(0.5 + different * 0.05));
    }

    @Test
    void nothingSeenIsNothingDistinct() {
        DistinctExamples examples = new DistinctExamples();

        assertThat(examples.seen()).isZero();
        assertThat(examples.distinct()).isZero();
    }

    @Test
    void examplesThatDifferOnlyInNansAreAlike() {
        // Given
        DistinctExamples examples = new DistinctExamples();
        float otherNan = Float.intBitsToFloat(0x7fc00001);

        // When
        examples.add(new ActivationSample(new float[] {Float.NaN, otherNan}, 1, 1, 2));

        // Then
        assertThat(examples.distinct()).isCloseTo(1, within(0.1));
    }
}
