package dev.flatline.stream.trend;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * In how many directions a classifier's answers differ, at most, and in how many they should.
 *
 * <p>The effective rank of a covariance is its participation ratio {@code (sum of eigenvalues)^2 / sum of their squares}.
 * Of the outputs only the variances are known, not how they go together. Their participation ratio is never below that of
 * the eigenvalues (the sum of squares of a matrix is at least that of its diagonal), so it says "at most"; each unit counts
 * relative to its label's variance, so that rare classes count as much as frequent ones. Of one-hot labels with shares
 * {@code p} all is known: {@code (1 - s2)^2 / (s2 - 2 s3 + s2^2)} with {@code sk = sum(p^k)}.
 */
public final class Directions {

    /** Two units that carry all the variance, and a little. */
    static final double FEW = 2.2;

    private double outputs = Double.NaN;
    private double labels = Double.NaN;
    private long fewFor;

    /** Takes in the outputs' variances, the class shares among the labels, and how many classes were answered. */
    void add(double[] variances, double[] shares, double answers) {
        if (variances.length != shares.length || shares.length < 2) {
            return;
        }
        outputs = outputs(variances, shares);
        labels = labels(shares);
        fewFor = outputs <= FEW && answers <= 2 ? fewFor + 1 : 0;
    }

    private static double outputs(double[] variances, double[] shares) {
        double sum = 0;
        double squares = 0;
        for (int u = 0; u < shares.length; u++) {
            double truth = shares[u] * (1 - shares[u]);
            double relative = truth > 0 ? variances[u] / truth : 0;
            sum += relative;
            squares += relative * relative;
        }
        return sum * sum / squares;
    }

    private static double labels(double[] shares) {
        double second = Arrays.stream(shares).map(p -> p * p).sum();
        double third = Arrays.stream(shares).map(p -> p * p * p).sum();
        return (1 - second) * (1 - second) / (second - 2 * third + second * second);
    }

    /** At most so many directions; at least 1, NaN when no output differs or labels are no classes. */
    public double atMost() {
        return outputs;
    }

    /** Directions in which the labels differ; classes less 1 when all are equally frequent. */
    public double wanted() {
        return labels;
    }

    /** Steps in a row, up to the last, in which there were at most {@value #FEW} and no more than two classes answered. */
    public long fewFor() {
        return fewFor;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(outputs);
        out.writeDouble(labels);
        out.writeLong(fewFor);
    }

    void read(DataInput in) throws IOException {
        outputs = in.readDouble();
        labels = in.readDouble();
        fewFor = in.readLong();
    }
}
