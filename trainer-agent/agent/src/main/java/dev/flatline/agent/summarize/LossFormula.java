package dev.flatline.agent.summarize;

import dev.flatline.events.v1.LossFamily;

/**
 * The loss of one row, without regularisation: the sum over its units, each times its weight, or the distance of
 * directions. Where the training's own loss has another zero, as Poisson's has, it is moved so that 0 is perfect.
 *
 * <p>Outputs are kept at least {@code clip} away from 0 and 1 before the logarithm, as DL4J does: a saturated output
 * gives the large finite loss that the training itself sees. Without clipping (0) it gives infinity.
 *
 * @param family which formula, see {@code LossFamily} in the contract; NaN for an unknown one
 * @param clip 1e-10 for softmax with LossMCXENT, 1e-5 for LossBinaryXENT and LossKLD, unless the training says otherwise
 * @param weights one for each unit; empty for 1 each
 */
// An array, since it is read for every number; two formulas are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record LossFormula(LossFamily family, double clip, double[] weights) {

    private static final double[] ALIKE = {};

    /** A loss function whose formula is not known here. */
    public static final LossFormula UNKNOWN = new LossFormula(LossFamily.LOSS_FAMILY_UNKNOWN, 0);

    /** All units weigh the same. */
    public LossFormula(LossFamily family, double clip) {
        this(family, clip, ALIKE);
    }

    /** The loss of one row. */
    double of(double[] label, double[] output) {
        if (isOfDirections()) {
            return cosineDistance(label, output);
        }
        double loss = 0;
        for (int unit = 0; unit < label.length; unit++) {
            loss += weight(unit) * ofUnit(label[unit], output[unit]);
        }
        return loss;
    }

    /** Whether only the direction of the labels counts, not their length. */
    boolean isOfDirections() {
        return family == LossFamily.COSINE_DISTANCE;
    }

    double weight(int unit) {
        return weights.length == 0 ? 1 : weights[unit];
    }

    private double ofUnit(double label, double output) {
        return switch (family) {
            case CROSS_ENTROPY -> crossEntropy(label, output);
            case BINARY_CROSS_ENTROPY -> binaryCrossEntropy(label, clipped(output));
            case SQUARED_ERROR -> square(label - output);
            case ABSOLUTE_ERROR -> Math.abs(label - output);
            case SQUARED_LOG_ERROR -> square(Math.log((label + 1) / (output + 1)));
            case HINGE -> Math.max(0, 1 - label * output);
            case SQUARED_HINGE -> square(Math.max(0, 1 - label * output));
            case POISSON -> output - label + (label > 0 ? label * Math.log(label / output) : 0);
            case KULLBACK_LEIBLER -> kept(label) * Math.log(kept(label) / kept(output));
            case COSINE_DISTANCE, LOSS_FAMILY_UNKNOWN, UNRECOGNIZED -> Double.NaN;
        };
    }

    /** An output of 0 where nothing is wanted costs nothing; a NaN does, wherever it is. */
    private double crossEntropy(double label, double output) {
        return label == 0 && !Double.isNaN(output) ? 0 : -label * Math.log(clipped(output));
    }

    private static double binaryCrossEntropy(double label, double share) {
        return -label * Math.log(share) - (1 - label) * Math.log(1 - share);
    }

    private static double cosineDistance(double[] label, double[] output) {
        double product = 0;
        double labels = 0;
        double outputs = 0;
        for (int unit = 0; unit < label.length; unit++) {
            product += label[unit] * output[unit];
            labels += square(label[unit]);
            outputs += square(output[unit]);
        }
        return 1 - product / Math.max(1e-10, Math.sqrt(labels * outputs));
    }

    private static double square(double value) {
        return value * value;
    }

    private double clipped(double output) {
        return Math.min(1 - clip, Math.max(clip, output));
    }

    private double kept(double share) {
        return Math.min(1, Math.max(clip, share));
    }
}
