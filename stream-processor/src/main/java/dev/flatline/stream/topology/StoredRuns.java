package dev.flatline.stream.topology;

import dev.flatline.stream.RunSignals;
import dev.flatline.stream.diagnose.Diagnosis;
import dev.flatline.stream.diagnose.Symptoms;
import dev.flatline.stream.lifecycle.RunState;
import dev.flatline.stream.lifecycle.RunStateCodec;
import dev.flatline.stream.query.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The runs in the state stores of this instance, and which instance has those of the others. */
public final class StoredRuns implements Runs {

    private final KafkaStreams streams;
    private final HostInfo own;

    /** @param own the address that this instance announces to the others, {@code host:port} */
    public StoredRuns(KafkaStreams streams, String own) {
        this.streams = streams;
        this.own = Objects.requireNonNull(HostInfo.buildFromEndpoint(own), "an address");
    }

    @Override
    public List<RunSignals> here() {
        List<RunSignals> all = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> states = store().all()) {
            states.forEachRemaining(state -> all.add(signals(state.value)));
            return all;
        } catch (InvalidStateStoreException e) {
            throw notNow();
        }
    }

    @Override
    public Optional<RunSignals> here(String run) {
        try {
            return Optional.ofNullable(store().get(run)).map(StoredRuns::signals);
        } catch (InvalidStateStoreException e) {
            throw notNow();
        }
    }

    private ReadOnlyKeyValueStore<String, byte[]> store() {
        try {
            return streams.store(StoreQueryParameters.fromNameAndType(
                    TrainingTopology.RUN_STATE, QueryableStoreTypes.keyValueStore()));
        } catch (InvalidStateStoreException e) {
            throw notNow();
        }
    }

    private static NotNowException notNow() {
        return new NotNowException("this instance is being given its partitions; ask again in a second");
    }

    private static RunSignals signals(byte[] blob) {
        RunState run = RunStateCodec.decode(blob);
        return AtAGlance.of(run, Diagnosis.of(run.history(), new Symptoms(run.firingSymptoms())));
    }

    @Override
    public Optional<Peer> elsewhere(String run) {
        KeyQueryMetadata owner = streams.queryMetadataForKey(TrainingTopology.RUN_STATE, run, new StringSerializer());
        boolean known = owner != null && !owner.equals(KeyQueryMetadata.NOT_AVAILABLE);
        return known ? Optional.of(owner.activeHost()).filter(this::isOther).map(StoredRuns::peer) : Optional.empty();
    }

    @Override
    public List<Peer> peers() {
        return streams.metadataForAllStreamsClients().stream()
                .filter(client -> !client.topicPartitions().isEmpty())
                .map(client -> client.hostInfo())
                .filter(this::isOther)
                .map(StoredRuns::peer)
                .toList();
    }

    private boolean isOther(HostInfo host) {
        return !host.equals(own) && !host.equals(HostInfo.unavailable());
    }

    private static Peer peer(HostInfo host) {
        return new Peer(host.host(), host.port());
    }
}
