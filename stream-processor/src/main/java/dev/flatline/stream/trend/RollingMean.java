package dev.flatline.stream.trend;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Exponentially weighted mean of a series, correct from the first value on.
 *
 * <p>{@code mean = sum(w_i * x_i) / sum(w_i)} with {@code w_i = (1 - a)^(n - i)} and {@code a = 2 / (window + 1)}, so
 * that the mean age of what it remembers equals that of a plain mean over {@code window} values. Dividing by the sum
 * of the weights is the start-up correction of Adam (Kingma and Ba, 2015, §3). Values that are not finite are left
 * out; before the first finite one the mean is NaN.
 */
public final class RollingMean {

    private final double keep;
    private double sum;
    private double weight;

    /**
     * @param window over how many values, at least 1
     */
    public RollingMean(int window) {
        if (window < 1) {
            throw new IllegalArgumentException("a rolling mean needs a window of at least 1, not " + window);
        }
        this.keep = 1 - 2.0 / (window + 1);
    }

    public void add(double value) {
        if (Double.isFinite(value)) {
            sum = keep * sum + value;
            weight = keep * weight + 1;
        }
    }

    /** The mean, or NaN when nothing finite has been added. */
    public double mean() {
        return sum / weight;
    }

    /** Begins anew. */
    void forget() {
        sum = 0;
        weight = 0;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(sum);
        out.writeDouble(weight);
    }

    void read(DataInput in) throws IOException {
        sum = in.readDouble();
        weight = in.readDouble();
    }
}
