package dev.flatline.agent.summarize;

import dev.flatline.events.v1.ActivationStep;

/**
 * What one layer says to a mini-batch, and above all whether it says different things to different examples.
 *
 * <p>The between-example deviation is the root of the mean, over units and positions, of the variance over the
 * examples (divided by their number). It is exactly 0 when every example gets the same answer, and NaN for a single
 * example, of which nothing can be said. Non-finite outputs are counted and left out; without any finite one, mean and
 * deviations are NaN. Cost: about 2 ns an element.
 */
public final class ActivationSummarizer {

    private long finite;
    private long zeros;
    private long saturated;
    private double sum;
    private double squares;
    private double variances;
    private int variancesTaken;

    private ActivationSummarizer() {}

    /**
     * Summarises one layer.
     *
     * @param deadShare from {@link DeadUnits}, for functions that can die; else 0
     */
    public static ActivationStep summarize(ActivationSample sample, Saturation saturation, float deadShare) {
        ActivationSummarizer summarizer = new ActivationSummarizer();
        int rows = sample.units() * sample.positions();
        for (int row = 0; row < rows; row++) {
            summarizer.addRow(sample.values(), row * sample.examples(), sample.examples());
        }
        if (!saturation.equals(Saturation.NONE)) {
            summarizer.countSaturated(sample, rows * sample.examples(), saturation);
        }
        return summarizer.result((long) rows * sample.examples(), deadShare);
    }

    /** One unit at one position: its variance over the examples, by distances from the first of them. */
    private void addRow(float[] values, int from, int count) {
        double first = values[from];
        double distances = 0;
        double squaredDistances = 0;
        int taken = 0;
        for (int i = from; i < from + count; i++) {
            double value = values[i];
            if (!Double.isFinite(value)) {
                continue;
            }
            if (taken == 0) {
                first = value;
            }
            double distance = value - first;
            distances += distance;
            squaredDistances += distance * distance;
            zeros += value == 0 ? 1 : 0;
            taken++;
        }
        if (taken == 0) {
            return;
        }
        finite += taken;
        double mean = distances / taken;
        double variance = Math.max(0, squaredDistances / taken - mean * mean);
        double centre = first + mean;
        sum += centre * taken;
        squares += (variance + centre * centre) * taken;
        if (taken > 1) {
            variances += variance;
            variancesTaken++;
        }
    }

    private void countSaturated(ActivationSample sample, int count, Saturation saturation) {
        for (int i = 0; i < count; i++) {
            float value = sample.values()[i];
            saturated += saturation.holds(value) && Float.isFinite(value) ? 1 : 0;
        }
    }

    private ActivationStep result(long elements, float deadShare) {
        double mean = finite == 0 ? Double.NaN : sum / finite;
        double variance = finite == 0 ? Double.NaN : Math.max(0, squares / finite - mean * mean);
        return ActivationStep.newBuilder()
                .setMean((float) mean)
                .setStddev((float) Math.sqrt(variance))
                .setBetweenExampleStddev(
                        variancesTaken == 0 ? Float.NaN : (float) Math.sqrt(variances / variancesTaken))
                .setZeroShare(elements == 0 ? 0 : (float) zeros / elements)
                .setSaturatedShare(elements == 0 ? 0 : (float) saturated / elements)
                .setDeadShare(deadShare)
                .setNonFinite(elements - finite)
                .build();
    }
}
