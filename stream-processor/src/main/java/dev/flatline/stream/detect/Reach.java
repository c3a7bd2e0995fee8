package dev.flatline.stream.detect;

import dev.flatline.stream.trend.LabelMoments;
import dev.flatline.stream.trend.LabelRange;
import java.util.Map;
import java.util.Optional;

/**
 * The values that an activation function can give, and what of the labels lies beyond them.
 *
 * @param low infimum; minus infinity without a bound
 * @param high supremum; infinity without one
 * @param distribution whether the units of a row sum up to 1 (softmax)
 */
record Reach(double low, double high, boolean distribution) {

    private static final double UNBOUNDED = Double.POSITIVE_INFINITY;

    /** 1.7159, the limit of the rational approximation of tanh (LeCun 1998). */
    private static final double RATIONAL = 1.7159;

    private static final Map<String, Reach> BY_ACTIVATION = Map.ofEntries(
            Map.entry("softmax", new Reach(0, 1, true)),
            Map.entry("sigmoid", new Reach(0, 1, false)),
            Map.entry("hardsigmoid", new Reach(0, 1, false)),
            Map.entry("rectifiedtanh", new Reach(0, 1, false)),
            Map.entry("tanh", new Reach(-1, 1, false)),
            Map.entry("hardtanh", new Reach(-1, 1, false)),
            Map.entry("softsign", new Reach(-1, 1, false)),
            Map.entry("rationaltanh", new Reach(-RATIONAL, RATIONAL, false)),
            Map.entry("relu", new Reach(0, UNBOUNDED, false)),
            Map.entry("thresholdedrelu", new Reach(0, UNBOUNDED, false)),
            Map.entry("softplus", new Reach(0, UNBOUNDED, false)),
            Map.entry("relu6", new Reach(0, 6, false)));

    /** Empty for an activation that reaches every number, or that is not known here. */
    static Optional<Reach> of(String activation) {
        return Optional.ofNullable(BY_ACTIVATION.get(activation));
    }

    /**
     * Mean squared distance of the labels from the nearest values within reach, divided by their variance: what even a
     * perfect network keeps as error. Taken from mean and variance as if labels were normal, and never more than the
     * largest and smallest labels allow, so labels of 0 and 1 are within reach of a sigmoid. Of a distribution at least
     * the squared distance of the mean row sum from 1, shared by the units. NaN where the labels never differ.
     */
    double missed(LabelMoments labels) {
        double[] means = labels.means();
        double[] variances = labels.variances();
        LabelRange range = labels.range();
        double missed = 0;
        for (int u = 0; u < means.length; u++) {
            double deviation = Math.sqrt(variances[u]);
            missed += beyond(means[u] - high, deviation, range.max() - high);
            missed += beyond(low - means[u], deviation, low - range.min());
        }
        double spread = labels.totalVariance();
        return spread > 0 ? Math.max(missed, distribution ? distance(means) : 0) / spread : Double.NaN;
    }

    /** Mean square of what a normal variable has above 0, but no more than {@code most} squared; NaN counts as none. */
    private static double beyond(double mean, double deviation, double most) {
        double certain = mean > 0 ? mean * mean : 0;
        double limit = most > 0 ? most * most : 0;
        if (!(limit > certain) || !(deviation > 0)) {
            return certain;
        }
        double z = mean / deviation;
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        double expected = (mean * mean + deviation * deviation) * below(z, density) + mean * deviation * density;
        return Math.min(limit, Math.max(certain, expected));
    }

    /** The normal distribution function, Abramowitz and Stegun 26.2.16, to 1e-5. */
    private static double below(double z, double density) {
        double t = 1 / (1 + 0.33267 * Math.abs(z));
        double tail = density * t * (0.4361836 + t * (-0.1201676 + t * 0.9372980));
        return z > 0 ? 1 - tail : tail;
    }

    private static double distance(double[] means) {
        double sum = 0;
        for (double mean : means) {
            sum += mean;
        }
        return (sum - 1) * (sum - 1) / means.length;
    }
}
