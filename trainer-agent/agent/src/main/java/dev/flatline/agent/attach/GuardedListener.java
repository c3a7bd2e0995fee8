package dev.flatline.agent.attach;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The one guard around DL4J's callbacks: leads each to another listener, and lets nothing that is thrown there reach the
 * training, be it an {@link OutOfMemoryError}.
 *
 * <p>Epochs are not led on: the agent has no use for them.
 */
public abstract class GuardedListener extends BaseTrainingListener {

    /** Who takes the calls; {@code null} while nobody does. */
    protected abstract @Nullable TrainingListener taker();

    /** Something was thrown; what this throws in turn is lost. */
    protected abstract void thrown(Throwable error);

    @Override
    public final void onForwardPass(Model model, List<INDArray> activations) {
        guarded(to -> to.onForwardPass(model, activations));
    }

    @Override
    public final void onForwardPass(Model model, Map<String, INDArray> activations) {
        guarded(to -> to.onForwardPass(model, activations));
    }

    @Override
    public final void onBackwardPass(Model model) {
        guarded(to -> to.onBackwardPass(model));
    }

    @Override
    public final void onGradientCalculation(Model model) {
        guarded(to -> to.onGradientCalculation(model));
    }

    @Override
    public final void iterationDone(Model model, int iteration, int epoch) {
        guarded(to -> to.iterationDone(model, iteration, epoch));
    }

    private void guarded(Consumer<TrainingListener> call) {
        try {
            TrainingListener to = taker();
            if (to != null) {
                call.accept(to);
            }
        } catch (Throwable e) {
            tell(e);
        }
    }

    private void tell(Throwable error) {
        try {
            thrown(error);
        } catch (Throwable e) {
            // Without memory even counting may fail; the training is not to know.
            return;
        }
    }
}
