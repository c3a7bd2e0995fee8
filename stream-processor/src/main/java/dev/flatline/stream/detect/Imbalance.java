package dev.flatline.stream.detect;

import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.OutputTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * One class that outnumbers the others among the labels.
 *
 * @param largest its share of the rows
 * @param times that share divided by the mean share of the other classes
 * @param shares of all classes
 */
public record Imbalance(double largest, double times, List<Double> shares) {

    private static final String KIND = "class-imbalance";

    /** Always answering it is right in this share of the cases. */
    static final Threshold DOMINANT =
            new Threshold(KIND, "dominant", 0.8, Unit.SHARE, "majority-answer: more of the labels are of one class");

    /** SageMaker Debugger's ClassImbalance uses the same ratio, of the largest to the smallest class. */
    static final Threshold OUTNUMBERS = new Threshold(
            KIND,
            "outnumbers",
            10,
            Unit.RATIO,
            "majority-answer: or so many times as many as of the others on average");

    private static final double HALF = 0.5;

    /** Empty when the labels are no classes or none of them outnumbers the rest. */
    public static Optional<Imbalance> of(RunHistory run, OutputTrend output) {
        double[] shares = shares(output);
        if (shares.length < 2) {
            return Optional.empty();
        }
        double largest = Arrays.stream(shares).max().orElse(0);
        double times = largest * (shares.length - 1) / (1 - largest);
        boolean outnumbers = largest < 1 && (largest > DOMINANT.of(run) || times >= OUTNUMBERS.of(run));
        return outnumbers
                ? Optional.of(new Imbalance(
                        largest, times, DoubleStream.of(shares).boxed().toList()))
                : Optional.empty();
    }

    private static double[] shares(OutputTrend output) {
        double[] means = output.labels().means();
        if (means.length == 1 && output.labels().areZeroOrOne()) {
            return new double[] {1 - means[0], means[0]};
        }
        boolean oneHot = means.length > 1 && Math.abs(Arrays.stream(means).sum() - 1) < 1e-3;
        return oneHot ? means : new double[0];
    }

    /**
     * Whether at least 99 % of the rows get the most frequent class. Of one unit only mean and variance are known; then by
     * Cantelli's inequality, no more than {@code v / (v + d^2)} of the rows are further than {@code d} above the mean.
     */
    static boolean isAlwaysAnswered(RunHistory run, OutputTrend output) {
        double same = OutputCollapseDetector.SAME_CLASS.of(run);
        if (output.units() > 1) {
            return output.topClassShare() > same;
        }
        double[] means = output.means();
        double[] variances = output.variances();
        if (means.length == 0) {
            return false;
        }
        double distance = HALF - means[0];
        boolean sameSide = distance > 0 == output.labels().means()[0] < HALF;
        return sameSide && variances[0] / (variances[0] + distance * distance) < 1 - same;
    }
}
