package dev.flatline.agent.summarize;

/**
 * Mean and variance over the rows, for each unit.
 *
 * <p>Sums run over the distance from the unit's first finite value, so a collapsed output has variance exactly 0.
 * Non-finite values are counted and left out; a unit with nothing else has mean and variance NaN.
 */
final class UnitMoments {

    private final double[] first;
    private final double[] sum;
    private final double[] squares;
    private final int[] finite;
    private long nonFinite;

    UnitMoments(int units) {
        first = new double[units];
        sum = new double[units];
        squares = new double[units];
        finite = new int[units];
    }

    /** Adds one row. */
    void add(double[] row) {
        for (int unit = 0; unit < row.length; unit++) {
            double value = row[unit];
            if (!Double.isFinite(value)) {
                nonFinite++;
                continue;
            }
            if (finite[unit]++ == 0) {
                first[unit] = value;
            }
            double distance = value - first[unit];
            sum[unit] += distance;
            squares[unit] += distance * distance;
        }
    }

    long nonFinite() {
        return nonFinite;
    }

    float mean(int unit) {
        return finite[unit] == 0 ? Float.NaN : (float) (first[unit] + sum[unit] / finite[unit]);
    }

    double variance(int unit) {
        double mean = sum[unit] / finite[unit];
        return finite[unit] == 0 ? Double.NaN : Math.max(0, squares[unit] / finite[unit] - mean * mean);
    }

    /** Of the units that have a variance; NaN when none has. */
    double totalVariance() {
        double total = 0;
        int counted = 0;
        for (int unit = 0; unit < finite.length; unit++) {
            if (finite[unit] > 0) {
                total += variance(unit);
                counted++;
            }
        }
        return counted == 0 ? Double.NaN : total;
    }
}
