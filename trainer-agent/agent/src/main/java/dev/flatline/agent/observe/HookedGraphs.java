package dev.flatline.agent.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the hook in SameDiff's training session leads to: gives every update a listener more.
 *
 * <p>The list that SameDiff passes is made once for each fit and is left as it is.
 */
final class HookedGraphs {

    private final Watch watch;
    private final Leaving leaving;

    HookedGraphs(Watch watch, Leaving leaving) {
        this.watch = watch;
        this.leaving = leaving;
    }

    /**
     * An update begins.
     *
     * @param arguments the graph that computes gradients, configuration, placeholders and listeners
     * @return the listeners to go on with
     */
    @Nullable
    Object training(@Nullable Object[] arguments) {
        long now = System.nanoTime();
        Object listeners = arguments[3];
        try {
            if (!watch.isOff()
                    && !leaving.hasBegun()
                    && arguments[0] instanceof SameDiff graph
                    && arguments[1] instanceof TrainingConfig config
                    && arguments[2] instanceof Map<?, ?> placeholders) {
                GraphObserver observer = watch.observe(graph, config);
                if (observer != null) {
                    observer.enter(now, config, arrays(placeholders));
                    return with(observer, listeners);
                }
            }
        } catch (Throwable e) {
            watch.failed(e);
        }
        return listeners;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, INDArray> arrays(Map<?, ?> placeholders) {
        return (Map<String, INDArray>) placeholders;
    }

    @SuppressWarnings("unchecked")
    private static List<Listener> with(GraphObserver observer, @Nullable Object listeners) {
        List<Listener> all = new ArrayList<>();
        all.add(observer);
        if (listeners instanceof List<?> given) {
            all.addAll((List<Listener>) given);
        }
        return all;
    }
}
