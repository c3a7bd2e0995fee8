package dev.flatline.stream.trend;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The last so many values of a series, for what a rolling mean cannot tell: medians, swings, jumps.
 *
 * <p>Medians, because the losses of small mini-batches have tails: one example in a thousand may cost a hundred times as
 * much as the others, and a mean then jumps for many iterations. Values that are not finite are left out. Memory: one
 * double for each value, whether there is one yet or not.
 */
final class LatestValues {

    /** A normal series' standard deviation divided by its median absolute deviation. */
    private static final double NORMAL = 1.4826;

    private final double[] ring;
    private long count;

    LatestValues(int size) {
        ring = new double[size];
    }

    void add(double value) {
        if (Double.isFinite(value)) {
            ring[(int) (count++ % ring.length)] = value;
        }
    }

    boolean isFull() {
        return count >= ring.length;
    }

    /** Median of so many values, the newest of which is so many back; NaN before the ring is full. */
    double median(int values, int back) {
        return isFull() ? median(slice(values, back)) : Double.NaN;
    }

    /** Robust standard deviation (1.4826 times the median absolute deviation) of the same. */
    double deviation(int values, int back) {
        double median = median(values, back);
        return isFull()
                ? NORMAL
                        * median(Arrays.stream(slice(values, back))
                                .map(value -> Math.abs(value - median))
                                .toArray())
                : Double.NaN;
    }

    /** Median of how much a value differs from the one before it; NaN before the ring is full. */
    double swing() {
        if (!isFull()) {
            return Double.NaN;
        }
        double[] values = slice(ring.length, 0);
        double[] swings = new double[values.length - 1];
        for (int i = 0; i < swings.length; i++) {
            swings[i] = Math.abs(values[i + 1] - values[i]);
        }
        return median(swings);
    }

    /**
     * Correlation of each value with the one before it: -1 for a series that goes up and down in turn, about 0 for
     * noise, near 1 for a smooth one. NaN before the ring is full, or when all values are equal.
     */
    double correlation() {
        if (!isFull()) {
            return Double.NaN;
        }
        double[] values = slice(ring.length, 0);
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
            products += i == 0 ? 0 : (values[i] - mean) * (values[i - 1] - mean);
        }
        return products / squares;
    }

    private double[] slice(int values, int back) {
        double[] slice = new double[values];
        for (int i = 0; i < values; i++) {
            slice[i] = ring[(int) ((count - back - values + i) % ring.length)];
        }
        return slice;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(count);
        for (double value : ring) {
            out.writeDouble(value);
        }
    }

    void read(DataInput in) throws IOException {
        count = in.readLong();
        for (int i = 0; i < ring.length; i++) {
            ring[i] = in.readDouble();
        }
    }
}
