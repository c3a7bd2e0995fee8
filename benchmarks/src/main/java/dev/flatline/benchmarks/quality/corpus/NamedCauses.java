package dev.flatline.benchmarks.quality.corpus;

import java.util.List;
import java.util.Map;

/**
 * From the labels of the corpus, which mix symptoms and faults, to causes by Flatline's ids.
 *
 * <p>Labels that only say what is seen (output_collapse, nan, slow_convergence, …) name no cause. A case may name
 * several; each of them is right.
 */
final class NamedCauses {

    private static final Map<String, List<String>> BY_LABEL = Map.ofEntries(
            Map.entry("wrong_output_activation", List.of("output-loss-mismatch")),
            Map.entry("wrong_loss", List.of("output-loss-mismatch")),
            Map.entry("missing_hidden_activation", List.of("missing-non-linearity", "output-loss-mismatch")),
            Map.entry("unnormalised_data", List.of("unscaled-input")),
            Map.entry("class_imbalance", List.of("class-imbalance")),
            Map.entry("wrong_labels", List.of("bad-input")),
            Map.entry("vanishing_gradient", List.of("vanishing-gradient")),
            Map.entry("wrong_hidden_activation", List.of("vanishing-gradient")),
            Map.entry("dying_relu", List.of("dead-relu")),
            Map.entry("exploding_gradient", List.of("exploding-gradient")),
            Map.entry("bad_init", List.of("poor-initialisation")),
            Map.entry("symmetric_weights", List.of("poor-initialisation")),
            Map.entry("lr_too_high", List.of("learning-rate-too-high")),
            Map.entry("lr_too_low", List.of("learning-rate-too-low")),
            Map.entry("too_little_data", List.of("insufficient-data", "overfitting")),
            Map.entry("overfitting", List.of("overfitting", "insufficient-data")),
            Map.entry("over_regularised", List.of("over-regularisation")));

    private NamedCauses() {}

    static List<String> of(List<String> labels) {
        return labels.stream()
                .flatMap(label -> BY_LABEL.getOrDefault(label, List.of()).stream())
                .distinct()
                .toList();
    }
}
