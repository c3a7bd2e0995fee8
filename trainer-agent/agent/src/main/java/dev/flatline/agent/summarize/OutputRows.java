package dev.flatline.agent.summarize;

import java.util.stream.IntStream;

/**
 * What the network answered to the examples of a mini-batch, and what it should have.
 *
 * @param outputs before or after the activation function, row by row
 * @param labels row by row like the outputs; or, when {@code sparse}, one class index for each row
 * @param included which rows count; masked rows do not
 * @param rows examples, or examples times time steps
 * @param units values in a row of outputs
 * @param sparse whether the labels are class indices
 */
// Arrays, since these are the numbers of the hot path; a record is made for one update and compared with none.
@SuppressWarnings("ArrayRecordComponent")
public record OutputRows(float[] outputs, float[] labels, boolean[] included, int rows, int units, boolean sparse) {

    public OutputRows {
        if (outputs.length < rows * units || labels.length < (sparse ? rows : rows * units) || included.length < rows) {
            throw new IllegalArgumentException(rows + " rows of " + units + " units do not fit " + outputs.length
                    + " outputs, " + labels.length + " labels, " + included.length + " marks");
        }
    }

    /** Adds the same to each row of the outputs: a bias that the logits were read without. */
    public void addToOutputs(float[] bias) {
        for (int i = 0; i < rows * units; i++) {
            outputs[i] += bias[i % units];
        }
    }

    void readOutputs(int row, double[] into) {
        for (int unit = 0; unit < units; unit++) {
            into[unit] = outputs[row * units + unit];
        }
    }

    /** The labels of the rows that count. */
    double[][] includedLabels() {
        return IntStream.range(0, rows)
                .filter(row -> included[row])
                .mapToObj(row -> {
                    double[] label = new double[units];
                    readLabels(row, label);
                    return label;
                })
                .toArray(double[][]::new);
    }

    /** Sparse labels are written out as 0 and 1. */
    void readLabels(int row, double[] into) {
        for (int unit = 0; unit < units; unit++) {
            into[unit] = sparse ? (labels[row] == unit ? 1 : 0) : labels[row * units + unit];
        }
    }
}
