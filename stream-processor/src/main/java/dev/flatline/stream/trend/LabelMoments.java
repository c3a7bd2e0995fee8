package dev.flatline.stream.trend;

import dev.flatline.events.v1.LabelStep;
import dev.flatline.events.v1.LossFamily;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Running mean and mean square of every label unit, and from them the loss of the best constant answer.
 *
 * <p>Whatever the inputs, a network can answer with the label means; a training is worth something only as far as its
 * loss is below that. For cross-entropy the best constant is the label mean {@code m} with loss
 * {@code -sum(m ln m)} (Gibbs' inequality), for binary cross-entropy {@code sum of H(m_u)} over the units, for squared
 * error the sum of the label variances.
 *
 * <p>Remembers about the last {@value #WINDOW} mini-batches. At most {@value #MAX_UNITS} units; of wider labels the
 * best constant is unknown (NaN).
 */
public final class LabelMoments {

    static final int WINDOW = 500;
    static final int MAX_UNITS = 1024;
    private static final double KEEP = 1 - 2.0 / (WINDOW + 1);

    private double weight;
    private double[] sum = new double[0];
    private double[] sumOfSquares = new double[0];

    void add(LabelStep labels, int units) {
        double[] means = means(labels, units);
        if (means.length == 0) {
            return;
        }
        if (means.length != sum.length) {
            start(means.length);
        }
        weight = KEEP * weight + 1;
        for (int u = 0; u < means.length; u++) {
            double square = means[u] * means[u] + variance(labels, u, means[u]);
            sum[u] = KEEP * sum[u] + means[u];
            sumOfSquares[u] = KEEP * sumOfSquares[u] + square;
        }
    }

    /** Loss per row, in the unit of {@code OutputStep.data_loss}; NaN when it is not known. */
    public double bestConstantLoss(LossFamily family) {
        return switch (family) {
            case CROSS_ENTROPY -> entropy();
            case BINARY_CROSS_ENTROPY -> binaryEntropy();
            case SQUARED_ERROR -> totalVariance();
            case LOSS_FAMILY_UNKNOWN, UNRECOGNIZED -> Double.NaN;
        };
    }

    /** Sum over the units of the label variance, between mini-batches included; NaN before the first labels. */
    public double totalVariance() {
        double total = 0;
        for (int u = 0; u < sum.length; u++) {
            double mean = sum[u] / weight;
            total += Math.max(0, sumOfSquares[u] / weight - mean * mean);
        }
        return sum.length == 0 ? Double.NaN : total;
    }

    /** Largest label mean: for one-hot labels, the share of the most frequent class; NaN before the first labels. */
    public double largestMean() {
        return weight == 0 ? Double.NaN : Arrays.stream(sum).max().orElse(Double.NaN) / weight;
    }

    private double entropy() {
        return sum.length < 2
                ? Double.NaN
                : Arrays.stream(sum).map(s -> -xLogX(s / weight)).sum();
    }

    private double binaryEntropy() {
        if (sum.length == 0) {
            return Double.NaN;
        }
        return Arrays.stream(sum)
                .map(s -> s / weight)
                .map(m -> -xLogX(m) - xLogX(1 - m))
                .sum();
    }

    /** {@code x ln x}, 0 at and below 0: a class that never occurs adds nothing. */
    private static double xLogX(double x) {
        return x > 0 ? x * Math.log(x) : 0;
    }

    /** Label means of one mini-batch; class shares where the labels are class indices or too wide for the list. */
    private static double[] means(LabelStep labels, int units) {
        int classes = labels.getClassCountsCount();
        if (units > 1 && classes == Math.min(units, MAX_UNITS)) {
            long rows = labels.getClassCountsList().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            return rows == 0
                    ? new double[0]
                    : labels.getClassCountsList().stream()
                            .mapToDouble(count -> (double) count / rows)
                            .toArray();
        }
        double[] means =
                labels.getMeanList().stream().mapToDouble(Float::doubleValue).toArray();
        boolean whole = means.length == units && Arrays.stream(means).allMatch(Double::isFinite);
        return whole ? means : new double[0];
    }

    private static double variance(LabelStep labels, int unit, double mean) {
        if (unit < labels.getVarianceCount() && Float.isFinite(labels.getVariance(unit))) {
            return labels.getVariance(unit);
        }
        return mean * (1 - mean);
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
