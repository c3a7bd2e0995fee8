package dev.flatline.stream.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.events.v1.LabelStep;
import dev.flatline.events.v1.LossFamily;
import dev.flatline.events.v1.OutputStep;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTrendTest {

    @Test
    void measuresCrossEntropyAgainstTheEntropyOfTheLabels() {
        // Given
        OutputTrend trend = new OutputTrend();

        // When
        trend.add(step(LossFamily.CROSS_ENTROPY, 0.25, labels(0.5f, 0.25f)).build());

        // Then
        double entropy = -(0.5 * Math.log(0.5) + 0.5 * Math.log(0.5));
        assertThat(trend.bestConstantLoss()).isCloseTo(entropy, within(1e-6));
        assertThat(trend.skill()).isCloseTo(1 - 0.25 / entropy, within(1e-6));
    }

    @Test
    void measuresSquaredErrorAgainstTheVarianceOfTheLabels() {
        // Given
        OutputTrend trend = new OutputTrend();

        // When
        trend.add(step(LossFamily.SQUARED_ERROR, 0.1, labels(100f, 0.2f)).build());
        trend.add(step(LossFamily.SQUARED_ERROR, 0.1, labels(100f, 0.2f)).build());

        // Then
        assertThat(trend.bestConstantLoss()).isCloseTo(0.4, within(1e-4));
        assertThat(trend.skill()).isCloseTo(0.75, within(1e-3));
    }

    @Test
    void countsWhatDiffersBetweenMiniBatchesAsVarianceOfTheLabels() {
        // Given
        OutputTrend trend = new OutputTrend();

        // When
        for (int i = 0; i < 1_000; i++) {
            trend.add(step(LossFamily.SQUARED_ERROR, 1, labels(i % 2 == 0 ? -1 : 1, 0))
                    .build());
        }

        // Then
        assertThat(trend.bestConstantLoss()).isCloseTo(2, within(1e-2));
    }

    @Test
    void knowsNoSkillWithoutAKnownLossOrWithLabelsThatNeverDiffer() {
        OutputTrend unknown = new OutputTrend();
        unknown.add(step(LossFamily.LOSS_FAMILY_UNKNOWN, 1, labels(0, 1)).build());
        OutputTrend constant = new OutputTrend();
        constant.add(step(LossFamily.SQUARED_ERROR, 1, labels(3, 0)).build());

        assertThat(unknown.skill()).isNaN();
        assertThat(constant.skill()).isNaN();
        assertThat(constant.diversity()).isNaN();
    }

    @Test
    void seesDiversityBetweenMiniBatchesOfOneExample() {
        // Given
        OutputTrend alive = new OutputTrend();
        OutputTrend flat = new OutputTrend();

        // When
        for (int i = 0; i < 200; i++) {
            int label = i % 2;
            alive.add(single(label, label));
            flat.add(single(0.5f, label));
        }

        // Then
        assertThat(alive.diversity()).isCloseTo(1, within(0.1));
        assertThat(alive.topClassShare()).isBetween(0.5, 0.6);
        assertThat(flat.diversity()).isLessThan(1e-6);
        assertThat(flat.topClassShare()).isCloseTo(1, within(1e-9));
    }

    /** One row of two classes: the second with this probability, and the second's label. */
    private static OutputStep single(float answer, int label) {
        return OutputStep.newBuilder()
                .setUnits(2)
                .setRows(1)
                .addAllMean(List.of(1 - answer, answer))
                .addAllVariance(List.of(0f, 0f))
                .setDistinctArgMax(1)
                .setTopClass(answer > 0.5 ? 1 : 0)
                .setTopClassShare(1)
                .setFamily(LossFamily.CROSS_ENTROPY)
                .setLabels(LabelStep.newBuilder()
                        .addAllMean(List.of(1f - label, (float) label))
                        .addAllVariance(List.of(0f, 0f))
                        .addAllClassCounts(List.of(1L - label, (long) label)))
                .build();
    }

    private static OutputStep.Builder step(LossFamily family, double loss, LabelStep labels) {
        return OutputStep.newBuilder()
                .setUnits(2)
                .setRows(32)
                .setTotalVariance(0.5)
                .setDataLoss(loss)
                .setFamily(family)
                .setLabels(labels);
    }

    /** Two units with the same mean and variance. */
    private static LabelStep labels(float mean, float variance) {
        return LabelStep.newBuilder()
                .addAllMean(List.of(mean, mean))
                .addAllVariance(List.of(variance, variance))
                .build();
    }
}
