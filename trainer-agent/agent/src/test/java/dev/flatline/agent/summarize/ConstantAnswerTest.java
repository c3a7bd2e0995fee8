package dev.flatline.agent.summarize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.events.v1.LossFamily;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConstantAnswerTest {

    private static final LossFormula DISTANCE = new LossFormula(LossFamily.ABSOLUTE_ERROR, 0);
    private static final LossFormula CROSS_ENTROPY = new LossFormula(LossFamily.CROSS_ENTROPY, 1e-10);

    private static OutputRows labels(int units, float... labels) {
        int rows = labels.length / units;
        boolean[] all = new boolean[rows];
        java.util.Arrays.fill(all, true);
        return new OutputRows(new float[labels.length], labels, all, rows, units, false);
    }

    @Test
    void batchesOfOneClassEachCostNoLessThanTheirMixture() {
        // Given
        ConstantAnswer constant = new ConstantAnswer();
        double sum = 0;

        // When
        for (int batch = 0; batch < 400; batch++) {
            boolean first = batch % 2 == 0;
            double loss = constant.loss(labels(2, first ? 1 : 0, first ? 0 : 1), CROSS_ENTROPY);
            sum += batch < 200 ? 0 : loss;
        }

        // Then
        assertThat(sum / 200).isCloseTo(Math.log(2), within(0.01));
    }

    @Test
    void aRareClassThatWeighsMoreCostsMore() {
        // Given
        LossFormula weighted = new LossFormula(LossFamily.CROSS_ENTROPY, 1e-10, new double[] {1, 9});
        float[] nineToOne = {1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1};

        // When
        double loss = new ConstantAnswer().loss(labels(2, nineToOne), weighted);

        // Then
        assertThat(loss).isCloseTo(0.9 * Math.log(2) + 9 * 0.1 * Math.log(2), within(1e-9));
    }

    @Test
    void theMedianIsNotDrawnByOutliers() {
        // Given
        ConstantAnswer constant = new ConstantAnswer();
        Random random = new Random(1);
        double sum = 0;

        // When
        for (int batch = 0; batch < 500; batch++) {
            float[] skewed = new float[64];
            for (int i = 0; i < skewed.length; i++) {
                skewed[i] = (float) -Math.log(1 - random.nextDouble());
            }
            sum += constant.loss(labels(1, skewed), DISTANCE) / 500;
        }

        // Then
        assertThat(sum).isCloseTo(Math.log(2), within(0.02));
    }

    @Test
    void labelsThatAreNotFiniteDoNotSpoilTheNextBatch() {
        // Given
        ConstantAnswer constant = new ConstantAnswer();
        constant.loss(labels(1, 1, 3), DISTANCE);

        // When
        double spoiled = constant.loss(labels(1, Float.NaN, Float.POSITIVE_INFINITY), DISTANCE);
        double next = constant.loss(labels(1, 1, 3), DISTANCE);

        // Then
        assertThat(spoiled).isNotFinite();
        assertThat(next).isEqualTo(1);
    }

    @Test
    void withoutRowsNothingIsClaimed() {
        // Given
        OutputRows none = new OutputRows(new float[2], new float[2], new boolean[] {false}, 1, 2, false);

        // When
        double loss = new ConstantAnswer().loss(none, DISTANCE);

        // Then
        assertThat(loss).isNaN();
    }
}
