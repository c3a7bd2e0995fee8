package dev.flatline.benchmarks.quality.training;

import java.util.stream.DoubleStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How good answers are, in one number, greater being better; NaN answers make it NaN or 0.
 *
 * <p>Answers and labels have examples along the first axis and units along the second; positions of a sequence count as
 * examples of their own.
 */
public final class Goodness {

    private Goodness() {}

    /**
     * Share of right answers: the largest unit; with one unit, the side of one half, or, for labels above 1, the nearest
     * whole number. Rows without any label, which pad a sequence, do not count.
     */
    public static double accuracy(INDArray answers, INDArray labels) {
        double[][] said = rows(answers);
        double[][] truth = rows(labels);
        boolean counted = labels.maxNumber().doubleValue() > 1;
        int right = 0;
        int asked = 0;
        for (int row = 0; row < truth.length; row++) {
            boolean padding =
                    truth[row].length > 1 && DoubleStream.of(truth[row]).allMatch(label -> label == 0);
            asked += padding ? 0 : 1;
            right += !padding && isRight(said[row], truth[row], counted) ? 1 : 0;
        }
        return (double) right / asked;
    }

    private static boolean isRight(double[] said, double[] truth, boolean counted) {
        if (truth.length > 1) {
            return largest(said) == largest(truth);
        }
        return counted
                ? Math.round(said[0]) == Math.round(truth[0])
                : !Double.isNaN(said[0]) && said[0] > 0.5 == truth[0] > 0.5;
    }

    /** Share of units that are on the right side of one half: for several labels to an example. */
    public static double unitAccuracy(INDArray answers, INDArray labels) {
        double[][] said = rows(answers);
        double[][] truth = rows(labels);
        int right = 0;
        for (int row = 0; row < truth.length; row++) {
            for (int unit = 0; unit < truth[row].length; unit++) {
                right += !Double.isNaN(said[row][unit]) && said[row][unit] > 0.5 == truth[row][unit] > 0.5 ? 1 : 0;
            }
        }
        return (double) right / truth.length / truth[0].length;
    }

    /** Share of the labels' variance that is explained; below 0 for answers worse than the labels' means. */
    public static double r2(INDArray answers, INDArray labels) {
        double[][] said = rows(answers);
        double[][] truth = rows(labels);
        double missed = 0;
        double varies = 0;
        for (int unit = 0; unit < truth[0].length; unit++) {
            double mean = 0;
            for (double[] row : truth) {
                mean += row[unit] / truth.length;
            }
            for (int row = 0; row < truth.length; row++) {
                missed += Math.pow(truth[row][unit] - said[row][unit], 2);
                varies += Math.pow(truth[row][unit] - mean, 2);
            }
        }
        return 1 - missed / varies;
    }

    private static int largest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return Double.isNaN(values[0]) ? -1 : largest;
    }

    private static double[][] rows(INDArray array) {
        INDArray flat = array.rank() == 3 ? array.permute(0, 2, 1).dup('c').reshape('c', -1, array.size(1)) : array;
        return flat.toDoubleMatrix();
    }
}
