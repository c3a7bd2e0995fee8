package dev.flatline.live.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StripTest {

    private final Strip strip = new Strip(1, 1024, 0);

    @Test
    void aMillionIterationsTakeNoMoreRoomThanAThousand() {
        // When
        for (int i = 0; i < 1_000_000; i++) {
            strip.add(i, new float[] {i}, 1);
        }

        // Then
        assertThat(strip.since(0)).hasSizeBetween(512, 1024);
        assertThat(strip.width()).isEqualTo(1024);
        assertThat(strip.since(0).stream().mapToInt(Bucket::rows).sum()).isEqualTo(1_000_000);
    }

    @Test
    void oneExtremeAmongAHundredThousandValuesStaysVisible() {
        // When
        for (int i = 0; i < 100_000; i++) {
            strip.add(i, new float[] {i == 54_321 ? 99 : i == 60_000 ? -99 : 1}, 1);
        }

        // Then
        assertThat(strip.since(0).stream().map(bucket -> bucket.greatest(0)).filter(value -> value > 1))
                .containsExactly(99f);
        assertThat(strip.since(0).stream().map(bucket -> bucket.least(0)).filter(value -> value < 1))
                .containsExactly(-99f);
    }

    @Test
    void whereNothingWasSeenThereIsNoBucket() {
        // When
        for (int i = 0; i < 100_000; i++) {
            if (i < 40_000 || i >= 50_000) {
                strip.add(i, new float[] {1}, 1);
            }
        }

        // Then
        List<Long> indices = strip.since(0).stream().map(Bucket::index).toList();
        assertThat(indices).doesNotContain(45_000 / strip.width()).contains(39_000 / strip.width());
    }

    @Test
    void whatIsNotKnownLeavesNoTrace() {
        // When
        strip.add(0, new float[] {Float.NaN}, 1);
        strip.add(1, new float[] {3}, 1);

        // Then
        assertThat(strip.since(0).get(0).last(0)).isNaN();
        assertThat(strip.since(0).get(1).last(0)).isEqualTo(3);
    }

    @Test
    void onlyWhatHasChangedSinceAVersionIsTold() {
        // Given
        strip.add(0, new float[] {1}, 1);
        strip.add(1, new float[] {1}, 2);

        // Then
        assertThat(strip.since(1)).hasSize(1).allMatch(bucket -> bucket.index() == 1);
        assertThat(strip.isRebuiltSince(1)).isFalse();
    }

    @Test
    void bucketsThatHaveJoinedAreToldAnew() {
        // When
        for (int i = 0; i <= 1024; i++) {
            strip.add(i, new float[] {1}, i);
        }

        // Then
        assertThat(strip.isRebuiltSince(1023)).isTrue();
        assertThat(strip.isRebuiltSince(1024)).isFalse();
        assertThat(strip.since(1023)).hasSize(513);
    }
}
