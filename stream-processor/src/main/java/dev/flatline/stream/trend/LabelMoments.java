package dev.flatline.stream.trend;

import dev.flatline.events.v1.LabelStep;
import dev.flatline.events.v1.LossFamily;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What the labels are like, and from that the loss of the best constant answer.
 *
 * <p>Whatever the inputs, a network can answer with the label means; a training is worth something only as far as its
 * loss is below that. For cross-entropy the best constant is the label mean {@code m} with loss
 * {@code -sum(m ln m)} (Gibbs' inequality), for binary cross-entropy {@code sum of H(m_u)} over the units, for squared
 * error the sum of the label variances.
 *
 * <p>Remembers about the last {@value #WINDOW} mini-batches. At most {@value #MAX_UNITS} units; of wider labels the
 * best constant is unknown (NaN).
 */
public final class LabelMoments {

    static final int WINDOW = 500;
    static final int MAX_UNITS = 1024;
    private static final double ROUNDING = 1e-4;

    private final UnitMoments moments = new UnitMoments(WINDOW);
    private final LabelRange range = new LabelRange();
    private boolean classes;
    private long batches;
    private long equalBatches;
    private int values;

    void add(LabelStep labels, int units) {
        batches++;
        classes = labels.getClassCountsCount() > 0;
        range.add(labels);
        compare(labels);
        if (units > 1 && labels.getClassCountsCount() == Math.min(units, MAX_UNITS)) {
            addClasses(labels.getClassCountsList());
        } else if (labels.getMeanCount() == units && labels.getVarianceCount() == units) {
            moments.add(doubles(labels.getMeanList()), doubles(labels.getVarianceList()));
        }
    }

    /** Remembers a hash of the labels' means, not the means. */
    private void compare(LabelStep labels) {
        int now = labels.getMeanList().hashCode();
        boolean uniform = labels.getMeanCount() > 0
                && labels.getNonFinite() == 0
                && labels.getVarianceList().stream().allMatch(variance -> variance == 0);
        equalBatches = !uniform ? 0 : equalBatches > 0 && now == values ? equalBatches + 1 : 1;
        values = now;
    }

    /** Counts say more than means where the labels are class indices, or too wide for the list of means. */
    private void addClasses(List<Long> counts) {
        double rows = counts.stream().mapToLong(Long::longValue).sum();
        if (rows > 0) {
            double[] shares = counts.stream().mapToDouble(count -> count / rows).toArray();
            moments.add(
                    shares,
                    Arrays.stream(shares).map(share -> share * (1 - share)).toArray());
        }
    }

    private static double[] doubles(List<Float> values) {
        return values.stream().mapToDouble(Float::doubleValue).toArray();
    }

    /** Loss per row, in the unit of {@code OutputStep.data_loss}; NaN when the moments do not say it. */
    double bestConstantLoss(LossFamily family) {
        double[] means = moments.means();
        if (means.length == 0) {
            return Double.NaN;
        }
        return switch (family) {
            case CROSS_ENTROPY ->
                means.length < 2
                        ? Double.NaN
                        : Arrays.stream(means).map(m -> -xLogX(m)).sum();
            case BINARY_CROSS_ENTROPY ->
                Arrays.stream(means).map(m -> -xLogX(m) - xLogX(1 - m)).sum();
            case SQUARED_ERROR -> moments.totalVariance();
            default -> Double.NaN;
        };
    }

    /** {@code x ln x}, 0 at and below 0: a class that never occurs adds nothing. */
    private static double xLogX(double x) {
        return x > 0 ? x * Math.log(x) : 0;
    }

    /** Sum over the units of the label variance, between mini-batches included; NaN before the first labels. */
    public double totalVariance() {
        return moments.totalVariance();
    }

    /** Largest label mean: for one-hot labels, the share of the most frequent class; NaN before the first labels. */
    double largestMean() {
        return Arrays.stream(moments.means()).max().orElse(Double.NaN);
    }

    /** Mean of each unit; empty before the first labels, and for labels too wide to be known unit by unit. */
    public double[] means() {
        return moments.means();
    }

    /** Variance of each unit, between mini-batches included; empty like {@link #means()}. */
    public double[] variances() {
        return moments.variances();
    }

    /** How far the labels and the sums of their rows reach. */
    public LabelRange range() {
        return range;
    }

    /** Whether every row of the latest labels was one of several classes: one-hot, an index, or a single 0 or 1. */
    public boolean areClasses() {
        return classes;
    }

    /**
     * Whether labels are 0 or 1 throughout: between them, and of the greatest variance that their means leave room for,
     * {@code m (1 - m)} (Bhatia and Davis 2000).
     */
    public boolean areZeroOrOne() {
        double most = Arrays.stream(means()).map(m -> m * (1 - m)).sum();
        return range.min() >= 0 && range.max() <= 1 && totalVariance() > (1 - ROUNDING) * most;
    }

    /** Mini-batches in a row, up to the last, whose labels were all equal, in them and between them. */
    public long equalBatches() {
        return equalBatches;
    }

    /** Mini-batches of labels seen. */
    public long batches() {
        return batches;
    }

    void write(DataOutput out) throws IOException {
        moments.write(out);
        range.write(out);
        out.writeBoolean(classes);
        out.writeLong(batches);
        out.writeLong(equalBatches);
        out.writeInt(values);
    }

    void read(DataInput in) throws IOException {
        moments.read(in);
        range.read(in);
        classes = in.readBoolean();
        batches = in.readLong();
        equalBatches = in.readLong();
        values = in.readInt();
    }
}
