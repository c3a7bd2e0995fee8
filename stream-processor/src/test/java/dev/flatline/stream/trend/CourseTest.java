package dev.flatline.stream.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CourseTest {

    @Test
    void spansAtLeastHalfOfALongSeries() {
        // Given
        Course course = new Course();

        // When
        for (int i = 0; i < 100_000; i++) {
            course.add(i);
        }

        // Then
        assertThat(course.judgedValues()).isBetween(50_000L, 100_000L);
    }

    @Test
    void findsTheSlopeOfALineUnderNoise() {
        // Given
        Course course = new Course();
        Random random = new Random(3);

        // When
        for (int i = 0; i < 5_000; i++) {
            course.add(7 - 0.002 * i + random.nextGaussian());
        }

        // Then
        assertThat(course.slope()).isCloseTo(-0.002, within(2e-4));
        assertThat(course.rise()).isLessThan(-1.645);
    }

    @Test
    void callsNoiseATrendAboutAsRarelyAsTheLevelSays() {
        // Given
        Random random = new Random(5);
        int falling = 0;

        // When
        for (int run = 0; run < 1_000; run++) {
            Course course = new Course();
            for (int i = 0; i < 700; i++) {
                course.add(random.nextGaussian());
            }
            falling += course.rise() < -1.645 ? 1 : 0;
        }

        // Then
        assertThat(falling).isBetween(25, 75);
    }

    @Test
    void saysNothingBeforeThereAreEnoughBlocks() {
        Course course = new Course();
        for (int i = 0; i < 15; i++) {
            course.add(1);
        }

        assertThat(course.rise()).isNaN();
        assertThat(course.slope()).isNaN();
    }

    @Test
    void leavesOutWhatIsNotFinite() {
        // Given
        Course with = new Course();
        Course without = new Course();

        // When
        for (int i = 0; i < 100; i++) {
            with.add(i % 3);
            with.add(Double.NaN);
            with.add(Double.NEGATIVE_INFINITY);
            without.add(i % 3);
        }

        // Then
        assertThat(with.rise()).isEqualTo(without.rise());
        assertThat(with.slope()).isEqualTo(without.slope());
    }
}
