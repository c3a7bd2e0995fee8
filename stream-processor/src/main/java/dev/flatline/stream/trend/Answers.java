package dev.flatline.stream.trend;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How much of what a classifier answers is one and the same class, over several mini-batches.
 *
 * <p>Adds up, for each class, the share of the rows it got where it was the most frequent answer of its mini-batch. A
 * network that answers one class to all comes to 1; one whose most frequent answer changes from mini-batch to
 * mini-batch, as with mini-batches of one example, stays below. At most {@value #MOST_CLASSES} classes.
 */
final class Answers {

    private static final int MOST_CLASSES = 1024;

    private final double keep;
    private double weight;
    private double[] shares = new double[0];

    Answers(int window) {
        keep = 1 - 2.0 / (window + 1);
    }

    void add(int topClass, double share) {
        if (topClass < 0 || topClass >= MOST_CLASSES || !Double.isFinite(share)) {
            return;
        }
        if (topClass >= shares.length) {
            shares = Arrays.copyOf(shares, topClass + 1);
        }
        weight = keep * weight + 1;
        for (int c = 0; c < shares.length; c++) {
            shares[c] *= keep;
        }
        shares[topClass] += share;
    }

    /** Share of the rows that get the most frequent answer, at least; NaN before the first mini-batch. */
    double topShare() {
        return Arrays.stream(shares).max().orElse(Double.NaN) / weight;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(weight);
        out.writeInt(shares.length);
        for (double share : shares) {
            out.writeDouble(share);
        }
    }

    void read(DataInput in) throws IOException {
        weight = in.readDouble();
        shares = new double[in.readInt()];
        for (int c = 0; c < shares.length; c++) {
            shares[c] = in.readDouble();
        }
    }
}
