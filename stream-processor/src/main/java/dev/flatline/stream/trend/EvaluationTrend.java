package dev.flatline.stream.trend;

import dev.flatline.events.v1.Evaluation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a training found when it evaluated its model: how it stands now, and when it stood best.
 *
 * <p>Which data it was is not known. Where there are several evaluations at one iteration, the worst counts: a program
 * that evaluates its training data too, as many do at the end of an epoch, is so judged by the other. Data evaluated at
 * no iteration but their own cannot be told apart.
 */
public final class EvaluationTrend {

    private final MetricTrend loss = MetricTrend.ofLoss();
    private final MetricTrend squaredError = MetricTrend.ofLoss();
    private final MetricTrend accuracy = MetricTrend.ofGain();
    private final MetricTrend lowestRecall = MetricTrend.ofGain();

    void add(Evaluation evaluation) {
        take(loss, "loss", evaluation);
        take(squaredError, "mse", evaluation);
        take(accuracy, "accuracy", evaluation);
        take(lowestRecall, "lowestRecall", evaluation);
    }

    private static void take(MetricTrend trend, String name, Evaluation evaluation) {
        Double value = evaluation.getMetricsMap().get(name);
        if (value != null) {
            trend.add(evaluation.getIteration(), value);
        }
    }

    /** Mean loss over the examples, with regularisation, as the score of a step has it. */
    public MetricTrend loss() {
        return loss;
    }

    /** Mean squared error over all values, of regressions. */
    public MetricTrend squaredError() {
        return squaredError;
    }

    /** Share of examples whose class was right, 0..1. */
    public MetricTrend accuracy() {
        return accuracy;
    }

    /** Recall of the class that is recognised least, of those that occur. */
    public MetricTrend lowestRecall() {
        return lowestRecall;
    }

    void write(DataOutput out) throws IOException {
        loss.write(out);
        squaredError.write(out);
        accuracy.write(out);
        lowestRecall.write(out);
    }

    void read(DataInput in) throws IOException {
        loss.read(in);
        squaredError.read(in);
        accuracy.read(in);
        lowestRecall.read(in);
    }
}
