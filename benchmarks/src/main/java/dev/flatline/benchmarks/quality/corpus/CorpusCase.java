package dev.flatline.benchmarks.quality.corpus;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flatline.benchmarks.quality.training.Expectation;
import dev.flatline.benchmarks.quality.training.Expectation.Verdict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One case as it stands in {@code cases.yaml}, whose head explains the fields. Names of functions are Keras'. */
@JsonIgnoreProperties(ignoreUnknown = true)
record CorpusCase(
        String id,
        String verdict,
        String task,
        Data data,
        List<CorpusLayer> layers,
        String init,
        Optimizer optimizer,
        String loss,
        int batch,
        double l1,
        double l2,
        @JsonProperty("expected_labels") List<String> expectedLabels,
        @JsonProperty("root_cause") @Nullable String rootCause,
        @JsonProperty("outcome_test") OutcomeTest outcomeTest,
        @JsonProperty("dl4j_check") Check check) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Data(String file) {}

    /**
     * One layer; the last is the output layer.
     *
     * @param bias0 initial bias; 0 where not given
     * @param dropoutAfter share that is left out of what it hands on
     */
    record CorpusLayer(
            String type,
            int n,
            @Nullable String act,
            @Nullable String init,
            int k,
            double bias0,
            @JsonProperty("dropout_after") double dropoutAfter) {}

    /** Numbers that are not given are {@code null}: Keras' defaults apply. */
    record Optimizer(
            String name,
            double lr,
            double momentum,
            @Nullable Double beta1,
            @Nullable Double beta2,
            @Nullable Double eps) {}

    record OutcomeTest(
            String split,
            String metric,
            @JsonProperty("healthy_if_at_least") double bar) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Check(long updates) {}

    Expectation expectation() {
        return new Expectation(
                Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)),
                expectedLabels,
                NamedCauses.of(expectedLabels),
                rootCause == null ? "" : rootCause);
    }

    boolean has(String type) {
        return layers.stream().anyMatch(layer -> layer.type().equals(type));
    }
}
