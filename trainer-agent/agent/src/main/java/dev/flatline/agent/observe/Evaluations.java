package dev.flatline.agent.observe;

import dev.flatline.agent.publish.RunChannel;
import dev.flatline.events.v1.Evaluation;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.scorecalc.ScoreCalculator;
import org.jspecify.annotations.Nullable;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * What a program finds when it evaluates the model that it trains.
 *
 * <p>DL4J's evaluations go out as they come. A loss is asked for one mini-batch after the other: those between two
 * updates are one evaluation, their mean weighted by their examples, which goes out when the training goes on or ends.
 * Which data it was is not known, so that of two data sets in a row the loss is that of both together.
 *
 * <p>Calls come from the thread that evaluates, {@link #flush} from any.
 */
final class Evaluations {

    private final RunChannel run;
    private final AtomicReference<@Nullable Losses> held = new AtomicReference<>();

    Evaluations(RunChannel run) {
        this.run = run;
    }

    /**
     * Takes in what a method of DL4J has returned.
     *
     * @param result evaluations, the same by output, or a loss
     * @param of what a loss is of: a mini-batch, or who calculated it
     */
    void take(Moment moment, @Nullable Object result, @Nullable Object of) {
        if (result instanceof Double loss) {
            takeLoss(moment, loss, of);
        } else if (result instanceof Map<?, ?> byOutput) {
            byOutput.forEach((output, evaluations) -> takeAll(moment, evaluations, output));
        } else {
            takeAll(moment, result, 0);
        }
    }

    private void takeAll(Moment moment, @Nullable Object evaluations, Object output) {
        if (evaluations instanceof IEvaluation<?>[] all && output instanceof Integer index) {
            for (IEvaluation<?> evaluation : all) {
                Metrics metrics = Metrics.of(evaluation);
                send(moment, evaluation.getClass().getSimpleName(), metrics, index);
            }
        }
    }

    private void takeLoss(Moment moment, double loss, @Nullable Object of) {
        if (of instanceof DataSet batch) {
            hold(Losses.of(moment, loss, batch.numExamples()));
        } else if (of instanceof MultiDataSet batch) {
            hold(Losses.of(moment, loss, batch.getFeatures(0).size(0)));
        } else if (of instanceof ScoreCalculator && !(of instanceof DataSetLossCalculator)) {
            send(moment, of.getClass().getSimpleName(), new Metrics(Map.of("score", loss), 0), 0);
        }
    }

    private void hold(Losses one) {
        held.accumulateAndGet(one, (before, added) -> before == null ? added : before.plus(added));
    }

    /** Takes in what the program tells of its own accord. */
    void report(Moment moment, Map<String, Double> metrics) {
        send(moment, "reported", new Metrics(metrics, 0), 0);
    }

    /** The losses of this data set are complete. */
    void flush() {
        Losses losses = held.get() == null ? null : held.getAndSet(null);
        if (losses != null) {
            send(losses.moment, "score", new Metrics(Map.of("loss", losses.mean()), losses.examples), 0);
        }
    }

    private void send(Moment moment, String kind, Metrics metrics, int output) {
        if (!metrics.byName().isEmpty()) {
            run.evaluated(Evaluation.newBuilder()
                    .setIteration(moment.iteration)
                    .setEpoch(moment.epoch)
                    .setKind(kind)
                    .setExamples(metrics.examples())
                    .setOutput(output)
                    .putAllMetrics(metrics.byName()));
        }
    }

    /** When in a training: the model's own counters. */
    record Moment(int iteration, int epoch) {}

    /** Losses of mini-batches, summed over the examples. */
    private record Losses(Moment moment, double sum, long examples) {

        static Losses of(Moment moment, double loss, long examples) {
            return new Losses(moment, loss * examples, examples);
        }

        Losses plus(Losses other) {
            return new Losses(moment, sum + other.sum, examples + other.examples);
        }

        double mean() {
            return sum / examples;
        }
    }
}
