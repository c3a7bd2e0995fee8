package dev.flatline.stream.trend;

import dev.flatline.events.v1.LabelStep;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The smallest and the largest label of a mini-batch, and the smallest and the largest sum of a row, on average over
 * about {@value #WINDOW} mini-batches: one odd label does not count as range. NaN where the agent did not say.
 */
public final class LabelRange {

    private static final int WINDOW = 50;

    private final RollingMean min = new RollingMean(WINDOW);
    private final RollingMean max = new RollingMean(WINDOW);
    private final RollingMean leastRowSum = new RollingMean(WINDOW);
    private final RollingMean greatestRowSum = new RollingMean(WINDOW);

    void add(LabelStep labels) {
        min.add(labels.hasMin() ? labels.getMin() : Double.NaN);
        max.add(labels.hasMax() ? labels.getMax() : Double.NaN);
        leastRowSum.add(labels.hasLeastRowSum() ? labels.getLeastRowSum() : Double.NaN);
        greatestRowSum.add(labels.hasGreatestRowSum() ? labels.getGreatestRowSum() : Double.NaN);
    }

    public double min() {
        return min.mean();
    }

    public double max() {
        return max.mean();
    }

    public double leastRowSum() {
        return leastRowSum.mean();
    }

    public double greatestRowSum() {
        return greatestRowSum.mean();
    }

    private List<RollingMean> means() {
        return List.of(min, max, leastRowSum, greatestRowSum);
    }

    void write(DataOutput out) throws IOException {
        for (RollingMean mean : means()) {
            mean.write(out);
        }
    }

    void read(DataInput in) throws IOException {
        for (RollingMean mean : means()) {
            mean.read(in);
        }
    }
}
