package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.RunHistory;
import java.util.Optional;

/** Rectified units that no example wakes: cause {@code dead-relu}. */
final class DeadReluRule implements CauseRule {

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        return symptoms.get("dead-relu").map(symptom -> cause(symptoms, symptom));
    }

    private static Cause cause(Symptoms symptoms, Symptom symptom) {
        return new Cause(
                "dead-relu",
                symptoms.has("unscaled-input") ? 0.5 : 0.7,
                symptom.message() + " A unit that is 0 for every example gets no gradient, so it stays 0.",
                """
                // a slope on the negative side keeps units alive; He initialisation and a smaller step keep them from dying
                .activation(Activation.LEAKYRELU)
                .weightInit(WeightInit.RELU)
                .updater(new Adam(1e-4))""",
                symptoms.among(
                        "dead-relu", "vanishing-gradient", "output-collapse", "weight-stagnation", "loss-plateau"));
    }
}
