package dev.flatline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void isTheQuartilesWhateverTheOrder() {
        assertThat(Spread.of(List.of(5.0, 1.0, 3.0, 2.0, 4.0))).isEqualTo(new Spread(2, 3, 4));
    }

    @Test
    void liesBetweenNeighbours() {
        assertThat(Spread.of(List.of(1.0, 2.0))).isEqualTo(new Spread(1.25, 1.5, 1.75));
    }

    @Test
    void ofOneMeasurementIsThatMeasurement() {
        assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7));
    }
}
