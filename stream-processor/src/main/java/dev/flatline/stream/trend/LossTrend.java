package dev.flatline.stream.trend;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The loss of a run over time, as a multiple of the loss of the best constant answer: 1 is worth no more than a
 * constant, 0 is perfect, and skill is 1 minus it. The unit does away with the scale of loss and labels.
 *
 * <p>Everything is NaN where no best constant is known. Memory: about a hundred doubles.
 */
public final class LossTrend {

    /** Values in the newest part, long enough for a median to survive two or three odd mini-batches. */
    private static final int NEWEST = 10;

    /** Values before these, to compare them with. */
    private static final int BEFORE = 50;

    private static final int SLOW = 100;
    private static final int START = 20;

    /**
     * The loss of a best constant answer differs between examples by about its own size: by 1.4 times for the squared
     * error of a normal variable, by 2 times for labels of which one in ten differs.
     */
    private static final double BETWEEN_EXAMPLES = 2;

    private final LatestValues latest = new LatestValues(BEFORE + NEWEST);
    private final RollingMean fast = new RollingMean(START);
    private final RollingMean slow = new RollingMean(SLOW);
    private final Course course = new Course();
    private final RollingMean examples = new RollingMean(START);
    private long seen;
    private double lowest = Double.NaN;
    private double best = Double.POSITIVE_INFINITY;

    /** Adds the loss of one mini-batch of so many examples; the first {@value #START} are start-up and no trend. */
    void add(double loss, int batch) {
        examples.add(batch);
        if (seen == 0 && Double.isFinite(loss)) {
            lowest = loss + noise();
        }
        if (!Double.isFinite(loss) || seen++ < START) {
            return;
        }
        latest.add(loss);
        fast.add(loss);
        slow.add(loss);
        course.add(loss);
        if (seen > 2 * START) {
            lowest = Math.min(lowest, fast.mean());
        }
        if (seen > START + SLOW) {
            best = Math.min(best, slow.mean());
        }
    }

    /** Median of the last {@value #NEWEST} losses. */
    public double newest() {
        return latest.median(NEWEST, 0);
    }

    /** Median of the {@value #BEFORE} losses before these. */
    public double before() {
        return latest.median(BEFORE, NEWEST);
    }

    /** Robust standard deviation of the same {@value #BEFORE}. */
    public double deviationBefore() {
        return latest.deviation(BEFORE, NEWEST);
    }

    /** Median of all of these. */
    public double median() {
        return latest.median(BEFORE + NEWEST, 0);
    }

    /** Median of the change of the loss from one mini-batch to the next, over the same. */
    public double swing() {
        return latest.swing();
    }

    /** Correlation of a loss with the one before it, over the same: -1 when it goes up and down in turn. */
    public double correlation() {
        return latest.correlation();
    }

    /**
     * The lowest rolling mean over {@value #START} mini-batches there has been, or the very first loss and its noise if
     * that is lower: a first step that is too large may spoil all that follow.
     */
    public double lowest() {
        return lowest;
    }

    /** The lowest rolling mean over {@value #SLOW} mini-batches there has been: 1 minus it is what was once learned.
     * Infinite before there are so many. */
    public double best() {
        return best;
    }

    /** Iterations until the loss is so low, along its Theil–Sen slope; infinite where it does not fall. */
    public double stepsTo(double loss) {
        return (median() - loss) / Math.max(0, -course.slope());
    }

    /** By how much the loss of a constant answer differs between mini-batches of this size, at most. */
    public double noise() {
        return BETWEEN_EXAMPLES / Math.sqrt(batch());
    }

    /** Rolling mean of the examples in a mini-batch; at least 1. */
    public double batch() {
        return Math.max(1, examples.mean());
    }

    /** Where the loss is going, over the last half of the run or more. */
    public Course course() {
        return course;
    }

    void write(DataOutput out) throws IOException {
        latest.write(out);
        fast.write(out);
        slow.write(out);
        course.write(out);
        examples.write(out);
        out.writeLong(seen);
        out.writeDouble(lowest);
        out.writeDouble(best);
    }

    void read(DataInput in) throws IOException {
        latest.read(in);
        fast.read(in);
        slow.read(in);
        course.read(in);
        examples.read(in);
        seen = in.readLong();
        lowest = in.readDouble();
        best = in.readDouble();
    }
}
