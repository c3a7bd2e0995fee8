package dev.flatline.benchmarks;

import java.util.List;

/**
 * The middle of a few measurements and how far they scatter.
 *
 * @param lower a quarter of them are below
 * @param median half of them are below
 * @param upper three quarters of them are below
 */
record Spread(double lower, double median, double upper) {

    /** Quartiles, linear between neighbours. The list must not be empty. */
    static Spread of(List<Double> measurements) {
        double[] sorted =
                measurements.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Spread(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
    }

    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
