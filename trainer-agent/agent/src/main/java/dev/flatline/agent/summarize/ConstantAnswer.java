package dev.flatline.agent.summarize;

import java.util.Arrays;

/**
 * The answer, always the same, that would have cost the least so far: what a network is worth that does not look at its
 * input.
 *
 * <p>It is what minimises the loss over the labels of about the last {@value #MEMORY} mini-batches: their mean (squares,
 * Poisson, Kullback-Leibler, binary cross-entropy), the mean scaled to a distribution by the classes' weights (cross-entropy), the mean
 * of the medians (absolute error), the mean direction (cosine), the sign of the mean (hinge), and so on. Labels that
 * are not finite are left out.
 *
 * <p>What is known is replaced as a whole, never changed, so that it may be used from several threads without a lock.
 */
public final class ConstantAnswer {

    private static final int MEMORY = 500;
    private static final int MOST_SORTED = 256;

    private volatile Known known = new Known(new double[0], 0);

    /** What is known after some mini-batches: the location of each unit's labels, on the scale of {@link #scaled}. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Known(double[] location, int batches) {

        Known with(double[] newest) {
            double share = 1.0 / Math.min(MEMORY, batches + 1);
            double[] moved = location.length == newest.length ? location.clone() : newest.clone();
            for (int unit = 0; unit < moved.length; unit++) {
                double distance = newest[unit] - moved[unit];
                moved[unit] += Double.isFinite(distance) ? share * distance : 0;
            }
            return new Known(moved, batches + 1);
        }
    }

    /** Takes in the labels of a mini-batch and returns the mean loss of answering them all alike; NaN without rows. */
    double loss(OutputRows rows, LossFormula formula) {
        double[][] labels = rows.includedLabels();
        if (labels.length == 0) {
            return Double.NaN;
        }
        Known now = known.with(location(labels, formula));
        known = now;
        double[] answer = answer(now.location, formula);
        return Arrays.stream(labels)
                .mapToDouble(label -> formula.of(label, answer))
                .average()
                .orElse(Double.NaN);
    }

    private static double[] location(double[][] labels, LossFormula formula) {
        return switch (formula.family()) {
            case ABSOLUTE_ERROR -> medians(labels);
            default -> means(labels, formula);
        };
    }

    private static double[] medians(double[][] labels) {
        int rows = Math.min(MOST_SORTED, labels.length);
        double[] medians = new double[labels[0].length];
        double[] column = new double[rows];
        for (int unit = 0; unit < medians.length; unit++) {
            for (int row = 0; row < rows; row++) {
                column[row] = labels[row][unit];
            }
            Arrays.sort(column);
            medians[unit] = (column[(rows - 1) / 2] + column[rows / 2]) / 2;
        }
        return medians;
    }

    private static double[] means(double[][] labels, LossFormula formula) {
        double[] means = new double[labels[0].length];
        for (double[] label : labels) {
            double length = formula.isOfDirections() ? Math.max(1e-10, length(label)) : 1;
            for (int unit = 0; unit < means.length; unit++) {
                means[unit] += scaled(label[unit], formula) / length / labels.length;
            }
        }
        return means;
    }

    private static double length(double[] label) {
        return Math.sqrt(Arrays.stream(label).map(value -> value * value).sum());
    }

    private static double scaled(double label, LossFormula formula) {
        return switch (formula.family()) {
            case SQUARED_LOG_ERROR -> Math.log1p(label);
            default -> label;
        };
    }

    private static double[] answer(double[] location, LossFormula formula) {
        return switch (formula.family()) {
            case SQUARED_LOG_ERROR -> Arrays.stream(location).map(Math::expm1).toArray();
            case HINGE -> Arrays.stream(location).map(Math::signum).toArray();
            case CROSS_ENTROPY -> distribution(location, formula);
            default -> location;
        };
    }

    private static double[] distribution(double[] location, LossFormula formula) {
        double[] shares = location.clone();
        double sum = 0;
        for (int unit = 0; unit < shares.length; unit++) {
            shares[unit] *= formula.weight(unit);
            sum += shares[unit];
        }
        double all = sum;
        return all > 0 ? Arrays.stream(shares).map(share -> share / all).toArray() : shares;
    }
}
