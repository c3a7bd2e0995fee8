package dev.flatline.benchmarks.quality.training;

import java.util.Map;
import org.deeplearning4j.nn.api.Model;

/** A network and the data it is trained on, one mini-batch at a time. */
public interface Training {

    /** The network to watch. */
    Model model();

    /** Mini-batches the training is meant to take. */
    long planned();

    /** Trains on one more mini-batch. Truncated back-propagation makes several updates of it. */
    void train();

    /** How good the network is now. */
    Outcome outcome();

    /** Iteration at which the fault sets in; 0 for one that was there from the beginning. */
    default long onset() {
        return 0;
    }

    /** Mini-batches between two looks at data it is not trained on; 0 for a training that never looks. */
    default long looksEvery() {
        return 0;
    }

    /** What a look finds, by name: "loss" and others. */
    default Map<String, Double> look() {
        return Map.of();
    }
}
