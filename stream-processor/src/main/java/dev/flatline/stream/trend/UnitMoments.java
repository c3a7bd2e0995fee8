package dev.flatline.stream.trend;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Running mean and mean square of every unit of a layer, over about so many mini-batches.
 *
 * <p>Takes in the mean and the variance of each mini-batch; {@link #totalVariance()} holds what differs within
 * mini-batches and between them, and so is right for mini-batches of one example too. Units may change in number; then
 * it begins anew. Memory: two doubles for each unit.
 */
final class UnitMoments {

    private final double keep;
    private double weight;
    private double[] sum = new double[0];
    private double[] sumOfSquares = new double[0];

    UnitMoments(int window) {
        keep = 1 - 2.0 / (window + 1);
    }

    /** Adds one mini-batch; left out as a whole when a number in it is not finite. */
    void add(double[] means, double[] variances) {
        boolean whole = Arrays.stream(means).allMatch(Double::isFinite)
                && Arrays.stream(variances).allMatch(Double::isFinite);
        if (!whole || means.length == 0) {
            return;
        }
        if (means.length != sum.length) {
            start(means.length);
        }
        weight = keep * weight + 1;
        for (int u = 0; u < means.length; u++) {
            sum[u] = keep * sum[u] + means[u];
            sumOfSquares[u] = keep * sumOfSquares[u] + means[u] * means[u] + variances[u];
        }
    }

    /** Mean of each unit; empty before the first mini-batch. */
    double[] means() {
        return Arrays.stream(sum).map(s -> s / weight).toArray();
    }

    /** Variance of each unit; empty before the first mini-batch. */
    double[] variances() {
        double[] variances = new double[sum.length];
        for (int u = 0; u < sum.length; u++) {
            double mean = sum[u] / weight;
            variances[u] = Math.max(0, sumOfSquares[u] / weight - mean * mean);
        }
        return variances;
    }

    /** Sum of the units' variances; NaN before the first mini-batch. */
    double totalVariance() {
        return sum.length == 0 ? Double.NaN : Arrays.stream(variances()).sum();
    }

    private void start(int units) {
        weight = 0;
        sum = new double[units];
        sumOfSquares = new double[units];
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(sum.length);
        out.writeDouble(weight);
        for (int u = 0; u < sum.length; u++) {
            out.writeDouble(sum[u]);
            out.writeDouble(sumOfSquares[u]);
        }
    }

    void read(DataInput in) throws IOException {
        start(in.readInt());
        weight = in.readDouble();
        for (int u = 0; u < sum.length; u++) {
            sum[u] = in.readDouble();
            sumOfSquares[u] = in.readDouble();
        }
    }
}
