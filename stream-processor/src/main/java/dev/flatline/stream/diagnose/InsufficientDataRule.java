package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.RunHistory;
import java.util.Optional;

/** Fewer examples than the network can store: cause {@code insufficient-data}. */
final class InsufficientDataRule implements CauseRule {

    private static final double MOSTLY = 0.75;

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        return symptoms.get("insufficient-data").map(symptom -> cause(symptoms, symptom));
    }

    private static Cause cause(Symptoms symptoms, Symptom symptom) {
        return new Cause(
                "insufficient-data",
                MOSTLY,
                symptom.message() + " So many parameters can store so few examples without what they have in common.",
                """
                // more examples, or variations of them (of images: flipped, shifted): nothing helps as much
                // and weights that cannot store so few
                .l2(1e-4).dropOut(0.8)""",
                symptoms.among("insufficient-data", "overfitting"));
    }
}
