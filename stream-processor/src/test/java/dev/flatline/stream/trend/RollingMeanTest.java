package dev.flatline.stream.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollingMeanTest {

    @Test
    void isUnknownBeforeTheFirstValue() {
        assertThat(new RollingMean(20).mean()).isNaN();
    }

    @Test
    void isRightFromTheFirstValueOn() {
        RollingMean mean = new RollingMean(20);

        mean.add(7);

        assertThat(mean.mean()).isCloseTo(7, within(1e-12));
    }

    @Test
    void leavesOutWhatIsNotFinite() {
        RollingMean mean = new RollingMean(20);

        mean.add(Double.NaN);
        mean.add(3);
        mean.add(Double.POSITIVE_INFINITY);

        assertThat(mean.mean()).isCloseTo(3, within(1e-12));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void staysBetweenTheLeastAndTheGreatestValue(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        RollingMean mean = new RollingMean(random.nextInt(1, 100));

        for (int i = 0; i < 1_000; i++) {
            // When
            mean.add(random.nextDouble(-5, 11));

            // Then
            assertThat(mean.mean()).isBetween(-5.0, 11.0);
        }
    }

    @Test
    void forgetsWhatIsOld() {
        // Given
        RollingMean mean = new RollingMean(20);
        for (int i = 0; i < 100; i++) {
            mean.add(1);
        }

        // When
        for (int i = 0; i < 100; i++) {
            mean.add(2);
        }

        // Then
        assertThat(mean.mean()).isCloseTo(2, within(1e-4));
    }

    @Test
    void refusesAnEmptyWindow() {
        assertThatThrownBy(() -> new RollingMean(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }
}
