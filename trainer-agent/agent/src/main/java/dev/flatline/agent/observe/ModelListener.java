package dev.flatline.agent.observe;

import dev.flatline.agent.attach.GuardedListener;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's callbacks, led to the observer of the model they speak of.
 *
 * <p>One listener may sit on several models: a cloned graph shares its original's listeners.
 */
public abstract class ModelListener extends GuardedListener {

    private final Callbacks callbacks = new Callbacks();

    // Not to be read: to be held.
    @SuppressWarnings("UnusedVariable")
    private volatile @Nullable Object kept;

    /** Holds something as long as this listener is held, or until the next is to be. */
    final void keep(Object what) {
        kept = what;
    }

    /** The observer that this listener feeds for a model; {@code null} when it feeds none. */
    abstract @Nullable ModelObserver observerOf(Model model);

    abstract void failed(Throwable error);

    @Override
    protected final TrainingListener taker() {
        return callbacks;
    }

    @Override
    protected final void thrown(Throwable error) {
        failed(error);
    }

    /** The callbacks, behind the guard. */
    private final class Callbacks extends BaseTrainingListener {

        @Override
        public void onForwardPass(Model model, List<INDArray> activations) {
            forward(model, layer -> layer.index() + 1 < activations.size() ? activations.get(layer.index() + 1) : null);
        }

        @Override
        public void onForwardPass(Model model, Map<String, INDArray> activations) {
            forward(model, layer -> activations.get(layer.name()));
        }

        private void forward(Model model, Function<Network.NamedLayer, @Nullable INDArray> activations) {
            Network network = Network.of(model);
            if (network != null) {
                observing(model, observer -> observer.forward(network, activations));
            }
        }

        @Override
        public void onBackwardPass(Model model) {
            observing(model, ModelObserver::backward);
        }

        @Override
        public void onGradientCalculation(Model model) {
            Network network = Network.of(model);
            if (network != null) {
                observing(model, observer -> observer.gradient(network));
            }
        }

        @Override
        public void iterationDone(Model model, int iteration, int epoch) {
            observing(model, observer -> observer.done(iteration, epoch));
        }

        private void observing(Model model, Consumer<ModelObserver> call) {
            ModelObserver observer = observerOf(model);
            if (observer != null) {
                call.accept(observer);
            }
        }
    }
}
