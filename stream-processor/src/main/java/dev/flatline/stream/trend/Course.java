package dev.flatline.stream.trend;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The course of a series over all of a run: means of blocks that double in length as the run goes on.
 *
 * <p>When {@value #MOST} blocks are full, neighbours are merged, so that the latest {@value #JUDGED} always span at least
 * half of what was seen, in constant memory. Whether they rise or fall is judged by ranks, which need no distribution
 * and no scale: {@link #rise()} is the Mann–Kendall statistic (Mann 1945), {@link #slope()} the Theil–Sen slope (Sen
 * 1968). Values that are not finite are left out; a block without any is not closed.
 */
public final class Course {

    private static final int MOST = 32;
    static final int JUDGED = 16;

    /** Standard deviation of the Mann–Kendall statistic of 16 values without a trend: n(n-1)(2n+5)/18. */
    private static final double SPREAD = Math.sqrt(JUDGED * (JUDGED - 1) * (2 * JUDGED + 5) / 18.0);

    /** Relative differences below this are rounding, and count as none. */
    private static final double PRECISION = 1e-6;

    private final double[] blocks = new double[MOST];
    private int closed;
    private long length = 1;
    private double sum;
    private long taken;

    void add(double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        sum += value;
        taken++;
        if (taken == length) {
            blocks[closed++] = sum / taken;
            sum = 0;
            taken = 0;
            merge();
        }
    }

    private void merge() {
        if (closed < MOST) {
            return;
        }
        for (int i = 0; i < MOST / 2; i++) {
            blocks[i] = (blocks[2 * i] + blocks[2 * i + 1]) / 2;
        }
        closed = MOST / 2;
        length *= 2;
    }

    /**
     * By how many standard deviations the latest half of the series rises more than a series without a trend does: below
     * -1.645 it falls, with 95 % certainty; NaN before there is enough of it.
     */
    public double rise() {
        if (closed < JUDGED) {
            return Double.NaN;
        }
        double[] judged = judged();
        double signs = 0;
        for (int i = 0; i < JUDGED; i++) {
            for (int j = i + 1; j < JUDGED; j++) {
                signs += sign(judged[j] - judged[i], judged[i]);
            }
        }
        return signs / SPREAD;
    }

    private static double sign(double difference, double value) {
        return Math.abs(difference) > PRECISION * Math.abs(value) ? Math.signum(difference) : 0;
    }

    /** Median over all pairs of blocks of their slope, for each value; NaN before there is enough of the series. */
    public double slope() {
        if (closed < JUDGED) {
            return Double.NaN;
        }
        double[] judged = judged();
        double[] slopes = new double[JUDGED * (JUDGED - 1) / 2];
        int pairs = 0;
        for (int i = 0; i < JUDGED; i++) {
            for (int j = i + 1; j < JUDGED; j++) {
                slopes[pairs++] = (judged[j] - judged[i]) / ((j - i) * (double) length);
            }
        }
        Arrays.sort(slopes);
        return slopes[pairs / 2];
    }

    /** Over how many values {@link #rise()} and {@link #slope()} look. */
    public long judgedValues() {
        return JUDGED * length;
    }

    private double[] judged() {
        return Arrays.copyOfRange(blocks, closed - JUDGED, closed);
    }

    void write(DataOutput out) throws IOException {
        for (double block : blocks) {
            out.writeDouble(block);
        }
        out.writeInt(closed);
        out.writeLong(length);
        out.writeDouble(sum);
        out.writeLong(taken);
    }

    void read(DataInput in) throws IOException {
        for (int i = 0; i < MOST; i++) {
            blocks[i] = in.readDouble();
        }
        closed = in.readInt();
        length = in.readLong();
        sum = in.readDouble();
        taken = in.readLong();
    }
}
