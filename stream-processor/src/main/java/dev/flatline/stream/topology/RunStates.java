package dev.flatline.stream.topology;

import dev.flatline.stream.lifecycle.RunState;
import dev.flatline.stream.lifecycle.RunStateCodec;
import dev.flatline.stream.metrics.PipelineMetrics;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of the runs' states. A state that cannot be read, written by a newer Flatline or damaged, is counted, and its
 * run begins anew: it must hold up neither its own telemetry nor that of the other runs.
 */
final class RunStates {

    private static final Logger LOG = LoggerFactory.getLogger(RunStates.class);

    private final KeyValueStore<String, byte[]> store;
    private final PipelineMetrics metrics;

    RunStates(KeyValueStore<String, byte[]> store, PipelineMetrics metrics) {
        this.store = store;
        this.metrics = metrics;
    }

    Optional<RunState> get(String run) {
        byte[] blob = store.get(run);
        return blob == null ? Optional.empty() : read(run, blob);
    }

    private Optional<RunState> read(String run, byte[] blob) {
        try {
            return Optional.of(RunStateCodec.decode(blob));
        } catch (RuntimeException e) {
            LOG.error("the state of run {} cannot be read; the run begins anew", run, e);
            metrics.stateLost();
            store.delete(run);
            return Optional.empty();
        }
    }

    /**
     * The state as it is stored.
     *
     * @throws IllegalStateException if it is larger than what its topic takes
     */
    static byte[] bytes(RunState run) {
        byte[] bytes = RunStateCodec.encode(run);
        if (bytes.length > TrainingTopology.LARGEST_STATE) {
            throw new IllegalStateException("the state of run " + run.runId() + " has " + bytes.length
                    + " bytes, more than " + TrainingTopology.LARGEST_STATE + ": too many layers to be followed");
        }
        return bytes;
    }

    void put(String run, byte[] bytes) {
        store.put(run, bytes);
    }

    void delete(String run) {
        store.delete(run);
    }

    /** Shows every state that can be read. */
    void forEach(Consumer<RunState> taker) {
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            all.forEachRemaining(state -> read(state.key, state.value).ifPresent(taker));
        }
    }
}
