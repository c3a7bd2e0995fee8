package dev.flatline.stream.trend;

import dev.flatline.events.v1.LabelStep;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The smallest and the largest label, and the smallest and the largest sum of a row, of the last {@value #BLOCK} to
 * 2 * {@value #BLOCK} mini-batches; of several, since a mini-batch may have one example. NaN where the agent did not say.
 */
public final class LabelRange {

    private static final int BLOCK = 100;
    private static final int MIN = 0;
    private static final int MAX = 1;
    private static final int LEAST_SUM = 2;
    private static final int GREATEST_SUM = 3;
    private static final int EXTREMES = 4;

    private final double[] before = new double[EXTREMES];
    private final double[] now = new double[EXTREMES];
    private int taken;

    LabelRange() {
        Arrays.fill(before, Double.NaN);
        Arrays.fill(now, Double.NaN);
    }

    void add(LabelStep labels) {
        if (taken == BLOCK) {
            System.arraycopy(now, 0, before, 0, EXTREMES);
            Arrays.fill(now, Double.NaN);
            taken = 0;
        }
        taken++;
        if (labels.hasMin()) {
            now[MIN] = least(now[MIN], labels.getMin());
            now[MAX] = greatest(now[MAX], labels.getMax());
        }
        if (labels.hasLeastRowSum()) {
            now[LEAST_SUM] = least(now[LEAST_SUM], labels.getLeastRowSum());
            now[GREATEST_SUM] = greatest(now[GREATEST_SUM], labels.getGreatestRowSum());
        }
    }

    private static double least(double a, double b) {
        return Double.isNaN(a) || b < a ? b : a;
    }

    private static double greatest(double a, double b) {
        return Double.isNaN(a) || b > a ? b : a;
    }

    public double min() {
        return least(before[MIN], now[MIN]);
    }

    public double max() {
        return greatest(before[MAX], now[MAX]);
    }

    public double leastRowSum() {
        return least(before[LEAST_SUM], now[LEAST_SUM]);
    }

    public double greatestRowSum() {
        return greatest(before[GREATEST_SUM], now[GREATEST_SUM]);
    }

    void write(DataOutput out) throws IOException {
        for (int i = 0; i < EXTREMES; i++) {
            out.writeDouble(before[i]);
            out.writeDouble(now[i]);
        }
        out.writeInt(taken);
    }

    void read(DataInput in) throws IOException {
        for (int i = 0; i < EXTREMES; i++) {
            before[i] = in.readDouble();
            now[i] = in.readDouble();
        }
        taken = in.readInt();
    }
}
