package dev.flatline.benchmarks;

import dev.flatline.agent.FlatlineListener;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;

/** What looks at a training while it runs. */
enum Watcher {
    /** Nobody: what the others are compared with. */
    NOBODY {
        @Override
        void attach(MultiLayerNetwork network, String run) {}
    },

    /** Flatline's agent through its API, at every iteration, with its default settings. */
    FLATLINE {
        @Override
        void attach(MultiLayerNetwork network, String run) {
            network.addListeners(new FlatlineListener(run));
        }
    },

    /** The floor: four statistics of every gradient, update and parameter by OpenBLAS, sent to nobody. */
    BLAS_PASS {
        @Override
        void attach(MultiLayerNetwork network, String run) {
            network.addListeners(new BlasListener());
        }
    },

    /** The floor of what is never left out: outputs and labels read once where the loss is computed. */
    LOSS_HOOK {
        @Override
        void attach(MultiLayerNetwork network, String run) {
            BaseOutputLayer output =
                    (BaseOutputLayer) network.getOutputLayer().conf().getLayer();
            output.setLossFn(new LossHook(output.getLossFn()));
        }
    },

    /** DL4J's own StatsListener at every iteration, with its default settings, into memory. */
    STATS_LISTENER {
        @Override
        void attach(MultiLayerNetwork network, String run) {
            network.addListeners(new StatsListener(new InMemoryStatsStorage(), 1));
        }
    };

    static List<Watcher> all() {
        return List.of(values());
    }

    abstract void attach(MultiLayerNetwork network, String run);
}
