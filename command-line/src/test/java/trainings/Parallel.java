package trainings;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.parallelism.ParallelWrapper;

/** Trains with two threads; apart from the rest, which does without the wrapper's classes. */
final class Parallel {

    private Parallel() {}

    static void fit(MultiLayerNetwork network, PacedBatches batches) {
        ParallelWrapper wrapper = new ParallelWrapper.Builder<>(network)
                .workers(2)
                .prefetchBuffer(2)
                .averagingFrequency(2)
                .trainingMode(ParallelWrapper.TrainingMode.AVERAGING)
                .build();
        wrapper.fit(batches);
        wrapper.shutdown();
    }
}
