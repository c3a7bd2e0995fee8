package dev.flatline.stream.diagnose;

import dev.flatline.alert.Symptom;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The symptoms a run has at one step, at most one of each kind. */
public final class Symptoms {

    /** Kinds that say nothing of whether a network can learn. */
    private static final Set<String> OF_ELSE =
            Set.of("throughput-regression", "data-starvation", "overfitting", "insufficient-data");

    private final Map<String, Symptom> byKind = new LinkedHashMap<>();

    /** Of two symptoms of one kind the later is kept. */
    public Symptoms(Collection<Symptom> symptoms) {
        symptoms.forEach(symptom -> byKind.put(symptom.kind(), symptom));
    }

    public boolean isEmpty() {
        return byKind.isEmpty();
    }

    public boolean has(String kind) {
        return byKind.containsKey(kind);
    }

    public Optional<Symptom> get(String kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    public Set<String> kinds() {
        return byKind.keySet();
    }

    /** Those of the given kinds that are there. */
    List<String> among(String... kinds) {
        return List.of(kinds).stream().filter(this::has).toList();
    }

    /** Those that are there and may come of a network that cannot learn, without the given kinds. */
    List<String> ofNotLearningBut(String... kinds) {
        return byKind.keySet().stream()
                .filter(kind -> !OF_ELSE.contains(kind) && !List.of(kinds).contains(kind))
                .toList();
    }
}
