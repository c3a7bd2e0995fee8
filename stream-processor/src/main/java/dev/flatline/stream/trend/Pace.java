package dev.flatline.stream.trend;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * How fast the weights of a run move, and how far they have come, in multiples of their own size.
 *
 * <p>The pace is the update:parameter ratio of the median layer, so that neither one layer that is rewritten nor one
 * that stands still speaks for the network. The way is the sum of the pace over the iterations: how often the weights
 * could have been written anew. Iterations without layer statistics count with the pace known last.
 */
public final class Pace {

    private static final int SLOW = 200;

    private final RollingMean slow = new RollingMean(SLOW);
    private double now = Double.NaN;
    private double way;

    /** Adds one iteration, with the rolling ratios of the layers that are trained; none where they were not taken. */
    void add(List<Double> ratios) {
        double[] known = ratios.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (known.length > 0) {
            now = known[known.length / 2];
        }
        if (Double.isFinite(now)) {
            slow.add(now);
            way += now;
        }
    }

    /** Share of its size by which the median layer changes in an iteration; NaN when not known. */
    public double now() {
        return now;
    }

    /** The pace of late divided by its mean over {@value #SLOW} iterations: above 1 where steps grow, as in a warm-up. */
    public double growth() {
        return now / slow.mean();
    }

    /** How often the weights could have been written anew. */
    public double way() {
        return way;
    }

    void write(DataOutput out) throws IOException {
        slow.write(out);
        out.writeDouble(now);
        out.writeDouble(way);
    }

    void read(DataInput in) throws IOException {
        slow.read(in);
        now = in.readDouble();
        way = in.readDouble();
    }
}
