package dev.flatline.agent.summarize;

import dev.flatline.events.v1.LabelStep;

/**
 * How far the labels reach: the smallest and the largest of them, and of the sums of their rows.
 *
 * <p>Tells whether an output activation can reach its labels at all, and whether rows are distributions. Values that
 * are not finite are left out, and so is the sum of a row that holds one; what then has no value is not said.
 */
final class LabelRange {

    private float min = Float.POSITIVE_INFINITY;
    private float max = Float.NEGATIVE_INFINITY;
    private double leastSum = Double.POSITIVE_INFINITY;
    private double greatestSum = Double.NEGATIVE_INFINITY;

    void add(double[] row) {
        double sum = 0;
        for (double value : row) {
            sum += value;
            if (Double.isFinite(value)) {
                min = Math.min(min, (float) value);
                max = Math.max(max, (float) value);
            }
        }
        if (Double.isFinite(sum)) {
            leastSum = Math.min(leastSum, sum);
            greatestSum = Math.max(greatestSum, sum);
        }
    }

    void addTo(LabelStep.Builder step) {
        if (min <= max) {
            step.setMin(min).setMax(max);
        }
        if (leastSum <= greatestSum) {
            step.setLeastRowSum((float) leastSum).setGreatestRowSum((float) greatestSum);
        }
    }
}
