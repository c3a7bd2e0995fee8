package dev.flatline.agent.summarize;

/**
 * Count, mean, variance and range of numbers that come one by one; NaN and the infinities are counted apart.
 *
 * <p>Sums run over the distance from the first number, so a tiny variance around a large mean keeps its digits: of
 * equal numbers the variance is exactly 0. Without any finite number mean, variance and range are NaN.
 */
final class Moments {

    private long finite;
    private long nonFinite;
    private double first;
    private double sum;
    private double squares;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    void add(double value) {
        if (!Double.isFinite(value)) {
            nonFinite++;
            return;
        }
        if (finite == 0) {
            first = value;
        }
        double distance = value - first;
        finite++;
        sum += distance;
        squares += distance * distance;
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    long finite() {
        return finite;
    }

    long nonFinite() {
        return nonFinite;
    }

    double mean() {
        return finite == 0 ? Double.NaN : first + sum / finite;
    }

    /** Divided by the count, not by one less. */
    double variance() {
        double mean = sum / finite;
        return finite == 0 ? Double.NaN : Math.max(0, squares / finite - mean * mean);
    }

    double stddev() {
        return Math.sqrt(variance());
    }

    double min() {
        return finite == 0 ? Double.NaN : min;
    }

    double max() {
        return finite == 0 ? Double.NaN : max;
    }
}
