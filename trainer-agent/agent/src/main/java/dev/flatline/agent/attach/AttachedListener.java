package dev.flatline.agent.attach;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the agent puts into a model's list of listeners: leads DL4J's callbacks to the agent's own listener.
 *
 * <p>Defined beside DL4J, as {@link TrainingHooks} is. After a detach it may stay in the list of a model that trains no
 * more; being empty then, it holds nothing of the agent. Nothing is thrown into the training.
 */
public final class AttachedListener extends BaseTrainingListener {

    private volatile @Nullable TrainingListener inner;

    public AttachedListener(TrainingListener inner) {
        this.inner = inner;
    }

    /** The agent's listener; {@code null} once detached. */
    public @Nullable TrainingListener inner() {
        return inner;
    }

    /** Lets go of the agent, for good. */
    public void empty() {
        inner = null;
    }

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
        TrainingListener to = inner;
        if (to != null) {
            try {
                to.onForwardPass(model, activations);
            } catch (Throwable e) {
                empty();
            }
        }
    }

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
        TrainingListener to = inner;
        if (to != null) {
            try {
                to.onForwardPass(model, activations);
            } catch (Throwable e) {
                empty();
            }
        }
    }

    @Override
    public void onBackwardPass(Model model) {
        TrainingListener to = inner;
        if (to != null) {
            try {
                to.onBackwardPass(model);
            } catch (Throwable e) {
                empty();
            }
        }
    }

    @Override
    public void onGradientCalculation(Model model) {
        TrainingListener to = inner;
        if (to != null) {
            try {
                to.onGradientCalculation(model);
            } catch (Throwable e) {
                empty();
            }
        }
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        TrainingListener to = inner;
        if (to != null) {
            try {
                to.iterationDone(model, iteration, epoch);
            } catch (Throwable e) {
                empty();
            }
        }
    }
}
