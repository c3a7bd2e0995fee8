package dev.flatline.agent.summarize;

/**
 * Outputs of some units of one layer, at some positions, for some examples.
 *
 * @param values the example moves fastest, then the position, then the unit
 * @param units features of a dense layer, channels of a convolution, features of a recurrent layer
 * @param positions pixels or time steps; 1 for a dense layer
 */
// An array, since these are the numbers of the hot path; a record is made for one update and compared with none.
@SuppressWarnings("ArrayRecordComponent")
public record ActivationSample(float[] values, int units, int positions, int examples) {

    public ActivationSample {
        if (units < 0 || positions < 0 || examples < 0 || values.length < units * positions * examples) {
            throw new IllegalArgumentException(values.length + " values for " + units + " units, " + positions
                    + " positions and " + examples + " examples");
        }
    }
}
