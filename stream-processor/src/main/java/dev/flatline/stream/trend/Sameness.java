package dev.flatline.stream.trend;

import dev.flatline.events.v1.InputStep;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Whether an input is one and the same, again and again; over the mini-batches whose inputs were looked at.
 *
 * <p>A mini-batch is uniform when each feature that was sampled has one finite value in all of it. Remembers a hash of
 * the values of the last uniform one, not the values.
 */
public final class Sameness {

    private static final int WINDOW = 100;

    private final RollingMean zero = new RollingMean(WINDOW);
    private long uniformFor;
    private int values;

    void add(InputStep step) {
        boolean uniform = isUniform(step);
        int now = plain(step.getFeatureMinList()).hashCode();
        uniformFor = !uniform ? 0 : uniformFor > 0 && now == values ? uniformFor + 1 : 1;
        values = now;
        zero.add(uniform && step.getMin() == 0 && step.getMax() == 0 && isOfSeveral(step) ? 1 : 0);
    }

    private static boolean isUniform(InputStep step) {
        List<Float> least = plain(step.getFeatureMinList());
        return !least.isEmpty()
                && least.stream().allMatch(Float::isFinite)
                && least.equals(plain(step.getFeatureMaxList()));
    }

    /** Without the difference between 0 and -0, which a feature times 0 has. */
    private static List<Float> plain(List<Float> values) {
        return values.stream().map(value -> value + 0f).toList();
    }

    /** Constant features are counted in mini-batches of several values only. */
    private static boolean isOfSeveral(InputStep step) {
        return step.getConstantFeatures() > 0;
    }

    /** Mini-batches in a row, up to the last, that were uniform and equal to each other; 0 when the last was not uniform. */
    public long uniformFor() {
        return uniformFor;
    }

    /** Rolling share of the mini-batches of two or more values in which every value was 0; NaN before the first. */
    public double zeroShare() {
        return zero.mean();
    }

    void write(DataOutput out) throws IOException {
        zero.write(out);
        out.writeLong(uniformFor);
        out.writeInt(values);
    }

    void read(DataInput in) throws IOException {
        zero.read(in);
        uniformFor = in.readLong();
        values = in.readInt();
    }
}
