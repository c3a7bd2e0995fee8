package dev.flatline.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlasSumsTest {

    private static final int COUNT = 4096;

    private final double[] sums = new double[3];

    private static float[] gaussian(double scale) {
        Random random = new Random(1);
        float[] values = new float[2 * COUNT];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * scale);
        }
        return values;
    }

    private boolean had(float[] values, int from, int count) {
        return new BlasSums(new FloatPointer(values)).of(from, count, sums);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-3, 1, 1e9})
    void sumsAreThoseOfALoop(double scale) {
        // Given
        float[] values = gaussian(scale);
        double sum = 0;
        double squares = 0;
        double largest = 0;
        for (int i = 100; i < 100 + COUNT; i++) {
            sum += values[i];
            squares += (double) values[i] * values[i];
            largest = Math.max(largest, Math.abs(values[i]));
        }

        // When
        boolean had = had(values, 100, COUNT);

        // Then
        assertThat(had).isTrue();
        assertThat(sums[0]).isCloseTo(sum, within(1e-4 * COUNT * scale));
        assertThat(sums[1]).isCloseTo(squares, within(1e-5 * squares));
        assertThat(sums[2]).isEqualTo(largest);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e20f})
    void aPieceWithAnythingDangerousIsLeftToTheCaller(float dangerous) {
        float[] values = gaussian(1);
        values[77] = dangerous;

        assertThat(had(values, 0, COUNT)).isFalse();
    }

    @Test
    void numbersWhoseSquaresWouldVanishAreLeftToTheCaller() {
        assertThat(had(gaussian(1e-25), 0, COUNT)).isFalse();
        assertThat(had(new float[COUNT], 0, COUNT)).isFalse();
    }

    @Test
    void aConstantWhoseDeviationWouldBeNoiseIsLeftToTheCaller() {
        float[] values = new float[COUNT];
        java.util.Arrays.fill(values, 0.3f);

        assertThat(had(values, 0, COUNT)).isFalse();
    }

    @Test
    void shortPiecesAreNotWorthTheCall() {
        assertThat(had(gaussian(1), 0, 100)).isFalse();
    }
}
