package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.RunHistory;
import java.util.Optional;

/** Gradients that feed on themselves: cause {@code exploding-gradient}. */
final class ExplodingGradientRule implements CauseRule {

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        return symptoms.get("exploding-gradient").map(symptom -> cause(symptoms, symptom));
    }

    private static Cause cause(Symptoms symptoms, Symptom symptom) {
        return new Cause(
                "exploding-gradient",
                0.6,
                symptom.message() + " Each update makes the next gradient larger.",
                """
                // bound the gradient of each layer, and take smaller steps
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(1.0)""",
                symptoms.among("exploding-gradient", "non-finite", "output-collapse", "loss-divergence", "loss-spike"));
    }
}
