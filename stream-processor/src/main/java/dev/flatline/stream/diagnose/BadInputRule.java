package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.stream.trend.NonFinite;
import dev.flatline.stream.trend.RunHistory;
import java.util.Optional;

/** NaN or infinity in the data itself: cause {@code bad-input}. */
final class BadInputRule implements CauseRule {

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        return Optional.ofNullable(run.firstNonFinite())
                .filter(first -> symptoms.has("non-finite"))
                .filter(first ->
                        first.tensor().equals("input") || first.tensor().equals("labels"))
                .map(first -> cause(symptoms, first));
    }

    private static Cause cause(Symptoms symptoms, NonFinite first) {
        return new Cause(
                "bad-input",
                0.95,
                "The first NaN or infinity came with the data: " + first.count() + " in the " + first.tensor()
                        + " of iteration " + first.iteration() + ". Everything computed from it is spoiled.",
                """
                // refuse or repair bad rows before they reach fit()
                BooleanIndexing.replaceWhere(features, 0.0, Conditions.isNan());""",
                symptoms.among("non-finite", "output-collapse", "exploding-gradient"));
    }
}
