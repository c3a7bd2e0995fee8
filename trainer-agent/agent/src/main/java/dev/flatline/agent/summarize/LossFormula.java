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

    /** The share of one unit in the loss of its row. */
    double of(double label, double output) {
        return switch (family) {
            case CROSS_ENTROPY -> label == 0 && !Double.isNaN(output) ? 0 : -label * Math.log(clipped(output));
            case BINARY_CROSS_ENTROPY ->
                -label * Math.log(clipped(output)) - (1 - label) * Math.log(1 - clipped(output));
            case SQUARED_ERROR -> (label - output) * (label - output);
            case LOSS_FAMILY_UNKNOWN, UNRECOGNIZED -> Double.NaN;
        };
    }

    private double clipped(double output) {
        return Math.min(1 - clip, Math.max(clip, output));
    }
}
