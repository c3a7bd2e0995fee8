package dev.flatline.agent.summarize;

import dev.flatline.events.v1.OutputStep;

/**
 * What was read of one output layer and how it is to be understood: enough to summarise it later, on another thread.
 *
 * @param layer its position in the model
 * @param activation what makes outputs of the rows
 * @param probabilities whether each row of outputs is a distribution (softmax)
 * @param constant what is known so far of the best constant answer of this layer
 */
public record OutputReading(
        int layer,
        OutputRows rows,
        OutputActivation activation,
        LossFormula formula,
        boolean probabilities,
        ConstantAnswer constant) {

    /** Takes about 10 ns for each output. */
    public OutputStep summarize() {
        return OutputSummarizer.summarize(rows, activation, formula, probabilities)
                .setLayer(layer)
                .setConstantLoss(constant.loss(rows, formula))
                .build();
    }

    /** What it holds in memory. */
    public int bytes() {
        return Float.BYTES * (rows.outputs().length + rows.labels().length) + rows.included().length;
    }
}
