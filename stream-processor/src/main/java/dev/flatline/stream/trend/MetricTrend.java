package dev.flatline.stream.trend;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One figure of a training's evaluations: the last and the best.
 *
 * <p>Of several values at one iteration the worst counts; one of an earlier iteration than the last was sent twice and
 * is left out. Values that are not finite count as evaluations and are never the best.
 */
public final class MetricTrend {

    private static final long NEVER = -1;

    /** 1 where less is better, -1 where more is. */
    private final int sign;

    private int count;
    private int countAtBest;
    private long lastIteration = NEVER;
    private double last = Double.NaN;
    private long bestIteration = NEVER;
    private double best = Double.NaN;

    private MetricTrend(int sign) {
        this.sign = sign;
    }

    static MetricTrend ofLoss() {
        return new MetricTrend(1);
    }

    static MetricTrend ofGain() {
        return new MetricTrend(-1);
    }

    void add(long iteration, double value) {
        if (iteration == lastIteration) {
            last = isWorse(value, last) ? value : last;
        } else if (iteration > lastIteration) {
            settle();
            count++;
            lastIteration = iteration;
            last = value;
        }
    }

    /** NaN is worse than anything. */
    private boolean isWorse(double value, double than) {
        return !Double.isNaN(than) && !(sign * value <= sign * than);
    }

    /** The evaluations of an iteration are complete when those of the next begin. */
    private void settle() {
        if (isLastBest()) {
            best = last;
            bestIteration = lastIteration;
            countAtBest = count;
        }
    }

    /** At how many iterations the model was evaluated. */
    public int count() {
        return count;
    }

    /** The worst value of the last iteration with one; NaN before the first. */
    public double last() {
        return last;
    }

    /** -1 before the first. */
    public long lastIteration() {
        return lastIteration;
    }

    /** The best of the iterations' values; NaN while none was finite. */
    public double best() {
        return isLastBest() ? last : best;
    }

    /** When it was first as good; -1 while no value was finite. */
    public long bestIteration() {
        return isLastBest() ? lastIteration : bestIteration;
    }

    /** At how many iterations it was evaluated after that; 0 while no value was finite. */
    public int sinceBest() {
        return isLastBest() || bestIteration == NEVER ? 0 : count - countAtBest;
    }

    private boolean isLastBest() {
        return Double.isFinite(last) && !(sign * best <= sign * last);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(count);
        out.writeInt(countAtBest);
        out.writeLong(lastIteration);
        out.writeDouble(last);
        out.writeLong(bestIteration);
        out.writeDouble(best);
    }

    void read(DataInput in) throws IOException {
        count = in.readInt();
        countAtBest = in.readInt();
        lastIteration = in.readLong();
        last = in.readDouble();
        bestIteration = in.readLong();
        best = in.readDouble();
    }
}
