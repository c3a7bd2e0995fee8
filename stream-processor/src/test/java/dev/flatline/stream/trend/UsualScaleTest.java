package dev.flatline.stream.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class UsualScaleTest {

    @Test
    void countsMiniBatchesThatLeaveTheScaleForGood() {
        // Given
        UsualScale scale = of(DoubleStream.iterate(1, any -> 1).limit(60));

        // When
        for (int i = 0; i < 1_000; i++) {
            scale.add(1_000);
        }

        // Then
        assertThat(scale.foreignFor()).isEqualTo(1_000);
        assertThat(scale.usual()).isEqualTo(1);
    }

    @Test
    void seesThemShrinkToo() {
        UsualScale scale = of(DoubleStream.iterate(3, any -> 3).limit(60));

        scale.add(0.01);

        assertThat(scale.foreignFor()).isOne();
        assertThat(scale.usual()).isEqualTo(3);
    }

    @Test
    void forgetsAStrayOneWhenTheScaleIsBack() {
        UsualScale scale = of(DoubleStream.iterate(1, any -> 1).limit(60));

        scale.add(1_000);
        scale.add(1);

        assertThat(scale.foreignFor()).isZero();
    }

    @Test
    void takesHeavyTailsForUsual() {
        // Given: log-normal, as of prices that come one by one
        Random random = new Random(5);
        UsualScale scale = new UsualScale();
        long longest = 0;

        // When
        for (int i = 0; i < 100_000; i++) {
            scale.add(Math.exp(2 * random.nextGaussian()));
            longest = Math.max(longest, scale.foreignFor());
        }

        // Then
        assertThat(longest).isLessThan(3);
    }

    @Test
    void leavesOutWhatIsNotFinite() {
        UsualScale scale = of(DoubleStream.of(1, Double.NaN, Double.POSITIVE_INFINITY));

        assertThat(scale.last()).isEqualTo(1);
    }

    private static UsualScale of(DoubleStream values) {
        UsualScale scale = new UsualScale();
        values.forEach(scale::add);
        return scale;
    }
}
