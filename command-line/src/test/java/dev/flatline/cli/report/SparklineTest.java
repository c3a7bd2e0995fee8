package dev.flatline.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparklineTest {

    private final Sparkline line = new Sparkline();

    @Test
    void showsTheWholeCourseHoweverLong() {
        // When
        for (int i = 0; i < 1_000_000; i++) {
            line.add(i / 1e6);
        }

        // Then
        assertThat(line.draw()).hasSizeBetween(16, 32).startsWith("▁▁").matches("▁+▂+▃+▄+▅+▆+▇+█+");
    }

    @Test
    void showsWhatIsUnknownAsADot() {
        // When
        line.add(0);
        line.add(Double.NaN);
        line.add(Double.POSITIVE_INFINITY);
        line.add(Double.NEGATIVE_INFINITY);

        // Then
        assertThat(line.draw()).isEqualTo("▁·█▁");
    }

    @Test
    void doesNotLetAnUnknownValueHideAKnownOneBesideIt() {
        // When
        for (int i = 0; i < 64; i++) {
            line.add(i % 2 == 0 ? Double.NaN : 1);
        }

        // Then
        assertThat(line.draw()).isEqualTo("█".repeat(32));
    }
}
