package dev.flatline.agent.summarize;

import dev.flatline.events.v1.LabelStep;
import dev.flatline.events.v1.OutputStep;

/**
 * Whether a network answers differently to different examples, and how far it is from what it should answer.
 *
 * <p>Moments leave non-finite values out and count them; the loss does not: one NaN among the outputs makes it NaN, as
 * it does in the training. Rows with a NaN have no largest unit and no entropy. Without rows every statistic is NaN or
 * empty. Cost: about 10 ns for each output.
 */
public final class OutputSummarizer {

    private static final int LISTED_UNITS = 256;

    private final LossFormula formula;
    private final int units;
    private final UnitMoments outputs;
    private final UnitMoments labels;
    private final LabelRange range = new LabelRange();
    private final ClassCounts classes;
    private final int[] largestOf;

    private long counted;
    private long decided;
    private double loss;
    private double entropy;

    private OutputSummarizer(int units, LossFormula formula) {
        this.formula = formula;
        this.units = units;
        outputs = new UnitMoments(units);
        labels = new UnitMoments(units);
        classes = new ClassCounts(units);
        largestOf = new int[units];
    }

    /**
     * Summarises one output layer.
     *
     * @param activation what makes outputs of {@code rows.outputs()}
     * @param probabilities whether each row of outputs is a distribution (softmax), so that it has an entropy
     */
    public static OutputStep.Builder summarize(
            OutputRows rows, OutputActivation activation, LossFormula formula, boolean probabilities) {
        OutputSummarizer summarizer = new OutputSummarizer(rows.units(), formula);
        double[] output = new double[rows.units()];
        double[] label = new double[rows.units()];
        for (int row = 0; row < rows.rows(); row++) {
            if (rows.included()[row]) {
                rows.readOutputs(row, output);
                activation.apply(output);
                rows.readLabels(row, label);
                summarizer.addRow(output, label, probabilities);
            }
        }
        return summarizer.result(probabilities);
    }

    private void addRow(double[] output, double[] label, boolean probabilities) {
        counted++;
        classes.add(label);
        outputs.add(output);
        labels.add(label);
        range.add(label);
        loss += formula.of(label, output);
        int largest = largest(output);
        if (largest >= 0) {
            decided++;
            largestOf[largest]++;
            entropy += probabilities ? entropy(output) : 0;
        }
    }

    /** The first of the largest units; -1 in a row with a NaN. */
    private static int largest(double[] output) {
        int largest = 0;
        for (int unit = 0; unit < output.length; unit++) {
            if (Double.isNaN(output[unit])) {
                return -1;
            }
            largest = output[unit] > output[largest] ? unit : largest;
        }
        return largest;
    }

    private static double entropy(double[] distribution) {
        double entropy = 0;
        for (double share : distribution) {
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return entropy;
    }

    private OutputStep.Builder result(boolean probabilities) {
        OutputStep.Builder step = OutputStep.newBuilder()
                .setUnits(units)
                .setRows(counted)
                .setTotalVariance(outputs.totalVariance())
                .setNonFinite(outputs.nonFinite())
                .setDataLoss(counted == 0 ? Double.NaN : loss / counted)
                .setFamily(formula.family())
                .setLabels(labelStep());
        for (int unit = 0; unit < Math.min(LISTED_UNITS, units); unit++) {
            step.addMean(outputs.mean(unit)).addVariance((float) outputs.variance(unit));
        }
        if (probabilities && decided > 0) {
            step.setEntropy((float) (entropy / decided));
        }
        if (units > 1 && decided > 0) {
            addDecisions(step);
        }
        return step;
    }

    private void addDecisions(OutputStep.Builder step) {
        int top = 0;
        int distinct = 0;
        for (int unit = 0; unit < largestOf.length; unit++) {
            distinct += largestOf[unit] > 0 ? 1 : 0;
            top = largestOf[unit] > largestOf[top] ? unit : top;
        }
        step.setDistinctArgMax(distinct).setTopClass(top).setTopClassShare((float) largestOf[top] / decided);
    }

    private LabelStep labelStep() {
        LabelStep.Builder step =
                LabelStep.newBuilder().setTotalVariance(labels.totalVariance()).setNonFinite(labels.nonFinite());
        for (int unit = 0; unit < Math.min(LISTED_UNITS, units); unit++) {
            step.addMean(labels.mean(unit)).addVariance((float) labels.variance(unit));
        }
        classes.addTo(step);
        range.addTo(step);
        return step.build();
    }
}
