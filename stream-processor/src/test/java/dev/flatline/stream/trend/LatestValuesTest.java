package dev.flatline.stream.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatestValuesTest {

    @Test
    void comparesTheNewestWithThoseBefore() {
        // Given
        LatestValues latest = new LatestValues(6);

        // When
        for (double value : new double[] {99, 1, 2, 3, 10, 11, 12}) {
            latest.add(value);
        }

        // Then
        assertThat(latest.median(3, 0)).isEqualTo(11);
        assertThat(latest.median(3, 3)).isEqualTo(2);
        assertThat(latest.deviation(3, 3)).isCloseTo(1.4826, within(1e-9));
    }

    @Test
    void tellsUpAndDownInTurnFromASmoothCourse() {
        // Given
        LatestValues inTurn = new LatestValues(60);
        LatestValues smooth = new LatestValues(60);

        // When
        for (int i = 0; i < 100; i++) {
            inTurn.add(i % 2);
            smooth.add(i);
        }

        // Then
        assertThat(inTurn.correlation()).isLessThan(-0.9);
        assertThat(inTurn.swing()).isEqualTo(1);
        assertThat(smooth.correlation()).isGreaterThan(0.9);
    }

    @Test
    void isSilentUntilItIsFull() {
        LatestValues latest = new LatestValues(3);
        latest.add(1);
        latest.add(Double.NaN);
        latest.add(2);

        assertThat(latest.median(2, 0)).isNaN();
        assertThat(latest.deviation(2, 0)).isNaN();
        assertThat(latest.swing()).isNaN();
        assertThat(latest.correlation()).isNaN();
    }
}
