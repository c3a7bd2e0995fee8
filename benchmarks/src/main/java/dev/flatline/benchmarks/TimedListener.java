package dev.flatline.benchmarks;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Takes the time, on the wall, of all calls of one iteration to another listener, or to none. */
final class TimedListener extends BaseTrainingListener {

    private final @Nullable TrainingListener timed;
    private long nanos;

    TimedListener(@Nullable TrainingListener timed) {
        this.timed = timed;
    }

    void reset() {
        nanos = 0;
    }

    long nanos() {
        return nanos;
    }

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
        long begun = System.nanoTime();
        if (timed != null) {
            timed.onForwardPass(model, activations);
        }
        nanos += System.nanoTime() - begun;
    }

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
        throw new UnsupportedOperationException("the models measured are no graphs");
    }

    @Override
    public void onBackwardPass(Model model) {
        long begun = System.nanoTime();
        if (timed != null) {
            timed.onBackwardPass(model);
        }
        nanos += System.nanoTime() - begun;
    }

    @Override
    public void onGradientCalculation(Model model) {
        long begun = System.nanoTime();
        if (timed != null) {
            timed.onGradientCalculation(model);
        }
        nanos += System.nanoTime() - begun;
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        long begun = System.nanoTime();
        if (timed != null) {
            timed.iterationDone(model, iteration, epoch);
        }
        nanos += System.nanoTime() - begun;
    }
}
