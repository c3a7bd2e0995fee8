package dev.flatline.alert;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong, where, and the numbers that show it.
 *
 * @param kind stable id, such as {@code output-collapse}; the name of its runbook page
 * @param variant which form of the kind, such as {@code constant}; empty where there is one form
 * @param severity how much it matters
 * @param layers names of the layers concerned, in forward order; empty where the whole network is
 * @param message one sentence for a person
 * @param evidence number by name, in reading order; may hold NaN and the infinities
 */
public record Symptom(
        String kind,
        String variant,
        Severity severity,
        List<String> layers,
        String message,
        Map<String, Double> evidence) {

    public Symptom {
        layers = List.copyOf(layers);
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }

    /** The same symptom, taken more or less seriously. */
    public Symptom as(Severity other) {
        return new Symptom(kind, variant, other, layers, message, evidence);
    }
}
