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

    private final OutputRows rows;
    private final OutputActivation activation;
    private final LossFormula formula;
    private final boolean probabilities;

    private final UnitMoments outputs;
    private final UnitMoments labels;
    private final ClassCounts classes;
    private final int[] largestOf;

    private long counted;
    private long decided;
    private double loss;
    private double entropy;

    private OutputSummarizer(OutputRows rows, OutputActivation activation, LossFormula formula, boolean probabilities) {
        this.rows = rows;
        this.activation = activation;
        this.formula = formula;
        this.probabilities = probabilities;
        outputs = new UnitMoments(rows.units());
        labels = new UnitMoments(rows.units());
        classes = new ClassCounts(rows.units());
        largestOf = new int[rows.units()];
    }

    /**
     * Summarises one output layer.
     *
     * @param activation what makes outputs of {@code rows.outputs()}
     * @param probabilities whether each row of outputs is a distribution (softmax), so that it has an entropy
     */
    public static OutputStep summarize(
            OutputRows rows, OutputActivation activation, LossFormula formula, boolean probabilities) {
        OutputSummarizer summarizer = new OutputSummarizer(rows, activation, formula, probabilities);
        double[] output = new double[rows.units()];
        for (int row = 0; row < rows.rows(); row++) {
            if (rows.included()[row]) {
                summarizer.addRow(row, output);
            }
        }
        return summarizer.result();
    }

    private void addRow(int row, double[] output) {
        for (int unit = 0; unit < output.length; unit++) {
            output[unit] = rows.outputs()[row * output.length + unit];
        }
        activation.apply(output);
        counted++;
        classes.add(rows, row);
        int largest = 0;
        boolean comparable = true;
        for (int unit = 0; unit < output.length; unit++) {
            double label = rows.label(row, unit);
            outputs.add(unit, output[unit]);
            labels.add(unit, label);
            loss += formula.of(label, output[unit]);
            comparable &= !Double.isNaN(output[unit]);
            largest = output[unit] > output[largest] ? unit : largest;
        }
        if (comparable) {
            decided++;
            largestOf[largest]++;
            entropy += probabilities ? entropy(output) : 0;
        }
    }

    private static double entropy(double[] distribution) {
        double entropy = 0;
        for (double share : distribution) {
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return entropy;
    }

    private OutputStep result() {
        OutputStep.Builder step = OutputStep.newBuilder()
                .setUnits(rows.units())
                .setRows(counted)
                .setTotalVariance(outputs.totalVariance())
                .setNonFinite(outputs.nonFinite())
                .setDataLoss(counted == 0 ? Double.NaN : loss / counted)
                .setFamily(formula.family())
                .setLabels(labelStep());
        for (int unit = 0; unit < Math.min(LISTED_UNITS, rows.units()); unit++) {
            step.addMean(outputs.mean(unit)).addVariance((float) outputs.variance(unit));
        }
        if (probabilities && decided > 0) {
            step.setEntropy((float) (entropy / decided));
        }
        if (rows.units() > 1 && decided > 0) {
            addDecisions(step);
        }
        return step.build();
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
        LabelStep.Builder step = LabelStep.newBuilder()
                .setTotalVariance(labels.totalVariance())
                .addAllClassCounts(classes.counts())
                .setNonFinite(labels.nonFinite());
        for (int unit = 0; unit < Math.min(LISTED_UNITS, rows.units()); unit++) {
            step.addMean(labels.mean(unit)).addVariance((float) labels.variance(unit));
        }
        return step.build();
    }
}
