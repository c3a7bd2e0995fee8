package dev.flatline.agent.summarize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.events.v1.LabelStep;
import dev.flatline.events.v1.LossFamily;
import dev.flatline.events.v1.OutputStep;
import org.junit.jupiter.api.Test;

class OutputSummarizerTest {

    private static final OutputActivation SOFTMAX = OutputActivation.of("softmax");
    private static final LossFormula CROSS_ENTROPY = new LossFormula(LossFamily.CROSS_ENTROPY, 1e-10);
    private static final LossFormula SQUARES = new LossFormula(LossFamily.SQUARED_ERROR, 0);

    private static OutputRows rows(float[] outputs, float[] labels, int units) {
        int rows = outputs.length / units;
        boolean[] included = new boolean[rows];
        java.util.Arrays.fill(included, true);
        return new OutputRows(outputs, labels, included, rows, units, false);
    }

    @Test
    void equalLogitsGiveTheEntropyAndTheLossOfGuessing() {
        // When
        OutputStep step = OutputSummarizer.summarize(
                        rows(new float[] {5, 5, 5, 5, 7, 7, 7, 7}, new float[] {1, 0, 0, 0, 0, 0, 1, 0}, 4),
                        SOFTMAX,
                        CROSS_ENTROPY,
                        true)
                .build();

        // Then
        assertThat(step.getDataLoss()).isCloseTo(Math.log(4), within(1e-9));
        assertThat(step.getEntropy()).isCloseTo((float) Math.log(4), within(1e-6f));
        assertThat(step.getTotalVariance()).isZero();
        assertThat(step.getMean(0)).isEqualTo(0.25f);
        assertThat(step.getLabels().getClassCountsList()).containsExactly(1L, 0L, 1L, 0L);
        assertThat(step.getLabels().getTotalVariance()).isEqualTo(0.5);
    }

    @Test
    void aSaturatedWrongAnswerHasTheFiniteLossThatDl4jSees() {
        // When
        OutputStep step = OutputSummarizer.summarize(
                        rows(new float[] {500, -500}, new float[] {0, 1}, 2), SOFTMAX, CROSS_ENTROPY, true)
                .build();

        // Then
        assertThat(step.getDataLoss()).isCloseTo(-Math.log(1e-10), within(1e-6));
    }

    @Test
    void largestUnitsAreCounted() {
        // When
        OutputStep step = OutputSummarizer.summarize(
                        rows(new float[] {0, 9, 0, 0, 8, 0, 5, 0, 0, 0, 7, 0}, new float[12], 3),
                        OutputActivation.IDENTITY,
                        SQUARES,
                        false)
                .build();

        // Then
        assertThat(step.getDistinctArgMax()).isEqualTo(2);
        assertThat(step.getTopClass()).isEqualTo(1);
        assertThat(step.getTopClassShare()).isEqualTo(0.75f);
        assertThat(step.getEntropy()).isZero();
        assertThat(step.getLabels().getClassCountsList()).isEmpty();
    }

    @Test
    void squaredErrorIsSummedOverTheUnits() {
        // When
        OutputStep step = OutputSummarizer.summarize(
                        rows(new float[] {1, 2, 3, 4}, new float[] {0, 0, 3, 2}, 2),
                        OutputActivation.IDENTITY,
                        SQUARES,
                        false)
                .build();

        // Then
        assertThat(step.getDataLoss()).isEqualTo((1 + 4 + 0 + 4) / 2.0);
        assertThat(step.getVarianceList()).containsExactly(1f, 1f);
    }

    @Test
    void aSingleUnitOfZeroOrOneHasTwoClasses() {
        // When
        OutputStep step = OutputSummarizer.summarize(
                        rows(new float[] {0, 0, 0}, new float[] {1, 0, 1}, 1),
                        OutputActivation.of("sigmoid"),
                        new LossFormula(LossFamily.BINARY_CROSS_ENTROPY, 1e-5),
                        false)
                .build();

        // Then
        assertThat(step.getLabels().getClassCountsList()).containsExactly(1L, 2L);
        assertThat(step.getDataLoss()).isCloseTo(Math.log(2), within(1e-9));
        assertThat(step.getDistinctArgMax()).isZero();
    }

    @Test
    void sparseLabelsCountAsOneHot() {
        // Given
        OutputRows rows = new OutputRows(new float[6], new float[] {2, 0}, new boolean[] {true, true}, 2, 3, true);

        // When
        OutputStep step =
                OutputSummarizer.summarize(rows, SOFTMAX, CROSS_ENTROPY, true).build();

        // Then
        assertThat(step.getDataLoss()).isCloseTo(Math.log(3), within(1e-9));
        assertThat(step.getLabels().getClassCountsList()).containsExactly(1L, 0L, 1L);
        assertThat(step.getLabels().getMean(2)).isEqualTo(0.5f);
    }

    @Test
    void maskedRowsAreLeftOut() {
        // Given
        OutputRows rows = new OutputRows(
                new float[] {1, Float.NaN, 3}, new float[] {1, 0, 3}, new boolean[] {true, false, true}, 3, 1, false);

        // When
        OutputStep step = OutputSummarizer.summarize(rows, OutputActivation.IDENTITY, SQUARES, false)
                .build();

        // Then
        assertThat(step.getRows()).isEqualTo(2);
        assertThat(step.getNonFinite()).isZero();
        assertThat(step.getDataLoss()).isZero();
    }

    @Test
    void oneNanMakesTheLossNanAndIsCounted() {
        // When
        OutputStep step = OutputSummarizer.summarize(
                        rows(new float[] {Float.NaN, 1, 1, 2}, new float[] {1, 0, 0, 1}, 2),
                        SOFTMAX,
                        CROSS_ENTROPY,
                        true)
                .build();

        // Then
        assertThat(step.getDataLoss()).isNaN();
        assertThat(step.getNonFinite()).isEqualTo(2);
        assertThat(step.getTopClassShare()).isEqualTo(1);
    }

    @Test
    void withoutRowsNothingIsClaimed() {
        // Given
        OutputRows rows = new OutputRows(new float[2], new float[2], new boolean[] {false}, 1, 2, false);

        // When
        OutputStep step =
                OutputSummarizer.summarize(rows, SOFTMAX, CROSS_ENTROPY, true).build();

        // Then
        assertThat(step.getRows()).isZero();
        assertThat(step.getDataLoss()).isNaN();
        assertThat(step.getTotalVariance()).isNaN();
    }

    @Test
    void anUnknownLossHasNoValueButTheOutputsAreThere() {
        // When
        OutputStep step = OutputSummarizer.summarize(
                        rows(new float[] {1, 3}, new float[] {1, 1}, 1),
                        OutputActivation.IDENTITY,
                        LossFormula.UNKNOWN,
                        false)
                .build();

        // Then
        assertThat(step.getDataLoss()).isNaN();
        assertThat(step.getVariance(0)).isEqualTo(1);
    }

    @Test
    void labelsHaveARangeAndRowsASum() {
        // When
        LabelStep labels = OutputSummarizer.summarize(
                        rows(new float[6], new float[] {-3, 1, 0, 0, 5, Float.NaN}, 2),
                        OutputActivation.IDENTITY,
                        SQUARES,
                        false)
                .getLabels();

        // Then
        assertThat(labels.getMin()).isEqualTo(-3);
        assertThat(labels.getMax()).isEqualTo(5);
        assertThat(labels.getLeastRowSum()).isEqualTo(-2);
        assertThat(labels.getGreatestRowSum()).isZero();
    }

    @Test
    void labelsWithoutAFiniteValueHaveNoRange() {
        // When
        LabelStep labels = OutputSummarizer.summarize(
                        rows(new float[1], new float[] {Float.NaN}, 1), OutputActivation.IDENTITY, SQUARES, false)
                .getLabels();

        // Then
        assertThat(labels.hasMin()).isFalse();
        assertThat(labels.hasLeastRowSum()).isFalse();
    }
}
