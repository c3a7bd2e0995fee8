package dev.flatline.benchmarks;

import dev.flatline.agent.FlatlineListener;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.jspecify.annotations.Nullable;

/** What looks at a training while it runs. */
enum Watcher {
    /** Nobody: what the others are compared with. */
    NOBODY {
        @Override
        @Nullable
        TrainingListener watch(MultiLayerNetwork network, String run) {
            return null;
        }
    },

    /** Flatline's agent through its API, at every iteration, with its default settings. */
    FLATLINE {
        @Override
        TrainingListener watch(MultiLayerNetwork network, String run) {
            return new FlatlineListener(run);
        }
    },

    /** The floor: four statistics of every gradient, update and parameter by OpenBLAS, sent to nobody. */
    BLAS_PASS {
        @Override
        TrainingListener watch(MultiLayerNetwork network, String run) {
            return new BlasListener();
        }
    },

    /** The floor of what is never left out: outputs and labels read once where the loss is computed. */
    LOSS_HOOK {
        @Override
        @Nullable
        TrainingListener watch(MultiLayerNetwork network, String run) {
            BaseOutputLayer output =
                    (BaseOutputLayer) network.getOutputLayer().conf().getLayer();
            output.setLossFn(new LossHook(output.getLossFn()));
            return null;
        }
    },

    /** DL4J's own StatsListener at every iteration, with its default settings, into memory. */
    STATS_LISTENER {
        @Override
        TrainingListener watch(MultiLayerNetwork network, String run) {
            return new StatsListener(new InMemoryStatsStorage(), 1);
        }
    };

    static List<Watcher> all() {
        return List.of(values());
    }

    /** Makes the network be watched; returns the listener to be added, or {@code null} where there is none. */
    abstract @Nullable TrainingListener watch(MultiLayerNetwork network, String run);
}
