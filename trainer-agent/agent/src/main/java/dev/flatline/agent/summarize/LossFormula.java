package dev.flatline.agent.summarize;

import dev.flatline.events.v1.LossFamily;

/**
 * The loss of one row, summed over its units, without weights and without regularisation.
 *
 * <p>Outputs are kept at least {@code clip} away from 0 and 1 before the logarithm, as DL4J does: a saturated output
 * gives the large finite loss that the training itself sees. Without clipping (0) it gives infinity.
 *
 * @param family which formula, see {@code LossFamily} in the contract; NaN for an unknown one
 * @param clip 1e-10 for softmax with LossMCXENT, 1e-5 for LossBinaryXENT, unless the training says otherwise
 */
public record LossFormula(LossFamily family, double clip) {

    /** A loss function whose formula is not known here. */
    public static final LossFormula UNKNOWN = new LossFormula(LossFamily.LOSS_FAMILY_UNKNOWN, 0);

    /** The loss of one row. */
    double of(double[] label, double[] output) {
        return switch (family) {
            case CROSS_ENTROPY -> crossEntropy(label, output);
            case BINARY_CROSS_ENTROPY -> binaryCrossEntropy(label, output);
            case SQUARED_ERROR -> squaredError(label, output);
            case LOSS_FAMILY_UNKNOWN, UNRECOGNIZED -> Double.NaN;
        };
    }

    private double crossEntropy(double[] label, double[] output) {
        double loss = 0;
        for (int unit = 0; unit < label.length; unit++) {
            // An output of 0 where nothing is wanted costs nothing; a NaN does, wherever it is.
            if (label[unit] != 0 || Double.isNaN(output[unit])) {
                loss -= label[unit] * Math.log(clipped(output[unit]));
            }
        }
        return loss;
    }

    private double binaryCrossEntropy(double[] label, double[] output) {
        double loss = 0;
        for (int unit = 0; unit < label.length; unit++) {
            double share = clipped(output[unit]);
            loss -= label[unit] * Math.log(share) + (1 - label[unit]) * Math.log(1 - share);
        }
        return loss;
    }

    private static double squaredError(double[] label, double[] output) {
        double loss = 0;
        for (int unit = 0; unit < label.length; unit++) {
            loss += (label[unit] - output[unit]) * (label[unit] - output[unit]);
        }
        return loss;
    }

    private double clipped(double output) {
        return Math.min(1 - clip, Math.max(clip, output));
    }
}
