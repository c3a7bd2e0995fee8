package dev.flatline.stream.trend;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.stream.IntStream;

/**
 * Whether a classifier learns its rare classes, those with less than a tenth of the rows of the most frequent one.
 *
 * <p>{@code learned = sum of the outputs' variances / sum of the labels' variances}, over the units of the rare classes.
 * For outputs that are calibrated, as those of a softmax trained with cross-entropy are on their training data, it is the
 * share of the labels' variance that is explained: 0 where the class gets the same probability whatever the input,
 * near 1 where it is told apart. The overall loss hides it, since rare rows hardly count there.
 */
public final class RareClasses {

    static final double TENTH = 0.1;
    private static final int WINDOW = 100;
    private static final int SLOW = 4 * WINDOW;

    private final RollingMean learned = new RollingMean(WINDOW);
    private final RollingMean slowly = new RollingMean(SLOW);
    private double share = Double.NaN;
    private double shareOfClasses;
    private double rows;

    /** Takes in the class shares among the labels, the outputs' variances, and how many rows were new. */
    void add(double[] shares, double[] variances, long newRows) {
        if (shares.length != variances.length || shares.length < 2) {
            return;
        }
        double largest = IntStream.range(0, shares.length)
                .mapToDouble(u -> shares[u])
                .max()
                .orElse(0);
        double explained = 0;
        double whole = 0;
        share = 0;
        int rare = 0;
        for (int u = 0; u < shares.length; u++) {
            if (shares[u] > 0 && shares[u] < TENTH * largest) {
                explained += variances[u];
                whole += shares[u] * (1 - shares[u]);
                share += shares[u];
                rare++;
            }
        }
        shareOfClasses = (double) rare / shares.length;
        learned.add(explained / whole);
        slowly.add(explained / whole);
        rows += share * newRows;
    }

    /** Share of the variance of the rare classes' labels that is explained; NaN when no class is rare. */
    public double learned() {
        return share > 0 ? learned.mean() : Double.NaN;
    }

    /** The same of late divided by that of some hundred iterations: above 1 they are being learned. */
    public double growth() {
        return learned.mean() / slowly.mean();
    }

    /** Share of the rows that have a rare class; 0 when none is rare, NaN before the first labels. */
    public double share() {
        return share;
    }

    /** Share of the classes that are rare; 0 when none is. */
    public double shareOfClasses() {
        return shareOfClasses;
    }

    /** Rows of rare classes seen so far. */
    public double rows() {
        return rows;
    }

    void write(DataOutput out) throws IOException {
        learned.write(out);
        slowly.write(out);
        out.writeDouble(share);
        out.writeDouble(rows);
        out.writeDouble(shareOfClasses);
    }

    void read(DataInput in, int version) throws IOException {
        learned.read(in);
        slowly.read(in);
        share = in.readDouble();
        rows = in.readDouble();
        shareOfClasses = version < 5 ? 0 : in.readDouble();
    }
}
