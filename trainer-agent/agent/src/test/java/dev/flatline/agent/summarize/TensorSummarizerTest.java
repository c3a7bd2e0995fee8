package dev.flatline.agent.summarize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.events.v1.TensorSummary;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TensorSummarizerTest {

    private final TensorSummarizer summarizer = new TensorSummarizer();

    private static Block block(float... values) {
        return new Block() {
            @Override
            public long size() {
                return values.length;
            }

            @Override
            public void read(long from, float[] into, int count) {
                System.arraycopy(values, (int) from, into, 0, count);
            }
        };
    }

    private static float[] gaussian(int size, long seed) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @Test
    void aSmallTensorIsSummarisedExactly() {
        // When
        TensorSummary summary = summarizer.summarize(block(3, 0, -4, 0, 1), Sampling.everything(), 1);

        // Then
        assertThat(summary.getSize()).isEqualTo(5);
        assertThat(summary.getL2()).isCloseTo((float) Math.sqrt(26), within(1e-6f));
        assertThat(summary.getMean()).isZero();
        assertThat(summary.getStddev()).isCloseTo((float) Math.sqrt(26 / 5.0), within(1e-6f));
        assertThat(summary.getMaxAbs()).isEqualTo(4);
        assertThat(summary.getZeroShare()).isEqualTo(0.4f);
        assertThat(summary.getNonFinite()).isZero();
        assertThat(summary.getSampledShare()).isEqualTo(1);
    }

    /** Rows of very different size, as embeddings and attention have them: each chunk has a scale of its own. */
    private static float[] uneven(int chunks, long seed) {
        float[] values = gaussian(chunks * Sampling.CHUNK, seed);
        Random random = new Random(-seed);
        for (int chunk = 0; chunk < chunks; chunk++) {
            double scale = Math.exp(random.nextGaussian() / 2);
            for (int i = 0; i < Sampling.CHUNK; i++) {
                values[chunk * Sampling.CHUNK + i] *= (float) scale;
            }
        }
        return values;
    }

    @Test
    void theStatedErrorOfASampledNormIsTrue() {
        // Given
        int tensors = 200;
        int held = 0;
        for (int tensor = 1; tensor <= tensors; tensor++) {
            float[] values = uneven(64, tensor);
            double truth = summarizer
                    .summarize(block(values), Sampling.everything(), 1)
                    .getL2();

            // When: a quarter is read
            TensorSummary sampled = summarizer.summarize(block(values), new Sampling(4, tensor, Integer.MAX_VALUE), 1);

            // Then
            assertThat(sampled.getSampledShare()).isEqualTo(0.25f);
            assertThat(sampled.getL2Error()).isBetween(0.01f, 0.5f);
            held += Math.abs(sampled.getL2() - truth) <= 2 * sampled.getL2Error() * truth ? 1 : 0;
        }
        assertThat((double) held / tensors).isGreaterThan(0.9);
    }

    @Test
    void whatIsReadWholeHasNoError() {
        assertThat(summarizer
                        .summarize(block(gaussian(5000, 1)), Sampling.everything(), 1)
                        .getL2Error())
                .isZero();
    }

    @Test
    void ofOneChunkNoErrorCanBeTold() {
        assertThat(summarizer
                        .summarize(block(gaussian(20_000, 1)), new Sampling(1000, 0, 1000), 1)
                        .getL2Error())
                .isNaN();
    }

    @Test
    void theScaleMakesAMeanOfASum() {
        // When
        TensorSummary summary = summarizer.summarize(block(8, -8), Sampling.everything(), 1.0 / 8);

        // Then
        assertThat(summary.getMaxAbs()).isEqualTo(1);
        assertThat(summary.getL2()).isCloseTo((float) Math.sqrt(2), within(1e-6f));
        assertThat(summary.getStddev()).isEqualTo(1);
    }

    @Test
    void nanAndInfinityAreCountedAndLeftOut() {
        // When
        TensorSummary summary = summarizer.summarize(
                block(Float.NaN, 2, Float.POSITIVE_INFINITY, -2, Float.NEGATIVE_INFINITY), Sampling.everything(), 1);

        // Then
        assertThat(summary.getNonFinite()).isEqualTo(3);
        assertThat(summary.getMean()).isZero();
        assertThat(summary.getStddev()).isEqualTo(2);
        assertThat(summary.getMaxAbs()).isEqualTo(2);
    }

    @Test
    void aTensorOfNothingButNanSaysSo() {
        // When
        TensorSummary summary = summarizer.summarize(block(Float.NaN, Float.NaN), Sampling.everything(), 1);

        // Then
        assertThat(summary.getNonFinite()).isEqualTo(2);
        assertThat(summary.getL2()).isZero();
    }

    @Test
    void anEmptyTensorIsAllZero() {
        // When
        TensorSummary summary = summarizer.summarize(block(), Sampling.everything(), 1);

        // Then
        assertThat(summary).isEqualTo(TensorSummary.getDefaultInstance());
    }

    @Test
    void hugeNumbersDoNotOverflow() {
        // Given
        float[] values = new float[10];
        Arrays.fill(values, 1e30f);

        // When
        TensorSummary summary = summarizer.summarize(block(values), Sampling.everything(), 1);

        // Then
        assertThat(summary.getL2()).isCloseTo((float) (1e30 * Math.sqrt(10)), within(1e25f));
        assertThat(summary.getStddev()).isLessThan(1e23f);
    }

    @Test
    void aPartOfALargeTensorEstimatesTheWhole() {
        // Given
        Block block = block(gaussian(400_000, 1));

        // When
        TensorSummary whole = summarizer.summarize(block, Sampling.everything(), 1);
        TensorSummary part = summarizer.summarize(block, new Sampling(8, 3, Integer.MAX_VALUE), 1);

        // Then
        assertThat(part.getSampledShare()).isBetween(0.124f, 0.135f);
        assertThat(part.getL2()).isCloseTo(whole.getL2(), within(whole.getL2() * 0.02f));
        assertThat(part.getStddev()).isCloseTo(whole.getStddev(), within(0.02f));
    }

    @Test
    void everyElementOfALargeTensorIsReadInTime() {
        // Given
        int size = 101_000;
        boolean[] seen = new boolean[size];
        Block watched = new Block() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public void read(long from, float[] into, int count) {
                Arrays.fill(seen, (int) from, (int) from + count, true);
            }
        };

        // When
        for (int turn = 0; turn < 100; turn++) {
            summarizer.summarize(watched, new Sampling(16, turn, Integer.MAX_VALUE), 1);
        }

        // Then
        assertThat(seen).doesNotContain(false);
    }

    @Test
    void oneNanAmongManyIsFoundOnceItsChunkIsRead() {
        // Given
        float[] values = gaussian(100_000, 2);
        values[77_777] = Float.NaN;

        // When
        long found = 0;
        for (int turn = 0; turn < 30; turn++) {
            found += summarizer
                    .summarize(block(values), new Sampling(8, turn, Integer.MAX_VALUE), 1)
                    .getNonFinite();
        }

        // Then
        assertThat(found).isPositive();
    }
}
