package dev.flatline.stream.trend;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Whether the values of an input have left the scale that they had before.
 *
 * <p>The scale of a mini-batch is its root mean square. The first {@value #SETTLING} mini-batches tell what is usual; after
 * them one that is {@value #FAR} times greater than the greatest or smaller than the smallest before is foreign, and is not
 * taken for usual, however long it lasts. Heavy tails do not matter: foreign is counted in mini-batches in a row, each of
 * which must be beyond all there have been. Not finite values are left out.
 */
public final class UsualScale {

    private static final int SETTLING = 50;
    private static final double FAR = 10;

    private long seen;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest;
    private double last = Double.NaN;
    private long foreignFor;

    void add(double rms) {
        if (!Double.isFinite(rms)) {
            return;
        }
        last = rms;
        if (seen >= SETTLING && (rms > FAR * greatest || rms < least / FAR)) {
            foreignFor++;
            return;
        }
        foreignFor = 0;
        seen++;
        least = Math.min(least, rms);
        greatest = Math.max(greatest, rms);
    }

    /** Mini-batches in a row, up to the last, that were of a foreign scale. */
    public long foreignFor() {
        return foreignFor;
    }

    /** Root mean square of the last mini-batch; NaN before the first. */
    public double last() {
        return last;
    }

    /** The usual scale that is nearest to the last mini-batch: the greatest or the smallest root mean square before. */
    public double usual() {
        return last > greatest ? greatest : least;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(seen);
        out.writeDouble(least);
        out.writeDouble(greatest);
        out.writeDouble(last);
        out.writeLong(foreignFor);
    }

    void read(DataInput in) throws IOException {
        seen = in.readLong();
        least = in.readDouble();
        greatest = in.readDouble();
        last = in.readDouble();
        foreignFor = in.readLong();
    }
}
