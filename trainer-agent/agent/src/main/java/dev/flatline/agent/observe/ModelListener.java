package dev.flatline.agent.observe;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's callbacks, led to the observer of the model they speak of.
 *
 * <p>One listener may sit on several models: a cloned graph shares its original's listeners. Nothing is thrown into the
 * training.
 */
public abstract class ModelListener extends BaseTrainingListener {

    /** The observer that this listener feeds for a model; {@code null} when it feeds none. */
    abstract @Nullable ModelObserver observerOf(Model model);

    abstract void failed(Throwable error);

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
        forward(model, layer -> layer.index() + 1 < activations.size() ? activations.get(layer.index() + 1) : null);
    }

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
        forward(model, layer -> activations.get(layer.name()));
    }

    private void forward(Model model, java.util.function.Function<Network.NamedLayer, @Nullable INDArray> activations) {
        ModelObserver observer = observer(model);
        Network network = observer == null ? null : Network.of(model);
        if (observer != null && network != null) {
            observer.forward(network, activations);
        }
    }

    @Override
    public void onBackwardPass(Model model) {
        ModelObserver observer = observer(model);
        if (observer != null) {
            observer.backward();
        }
    }

    @Override
    public void onGradientCalculation(Model model) {
        ModelObserver observer = observer(model);
        if (observer != null) {
            observer.gradient();
        }
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        ModelObserver observer = observer(model);
        if (observer != null) {
            observer.done(iteration, epoch);
        }
    }

    private @Nullable ModelObserver observer(Model model) {
        try {
            return observerOf(model);
        } catch (Throwable e) {
            failed(e);
            return null;
        }
    }
}
