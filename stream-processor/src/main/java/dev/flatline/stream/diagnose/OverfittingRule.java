package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.RunHistory;
import java.util.Optional;

/** A network that goes on learning what holds for its training data only: cause {@code overfitting}. */
final class OverfittingRule implements CauseRule {

    private static final double MOSTLY = 0.7;

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        return symptoms.get("overfitting").map(symptom -> cause(symptoms, symptom));
    }

    private static Cause cause(Symptoms symptoms, Symptom symptom) {
        return new Cause(
                "overfitting",
                MOSTLY,
                symptom.message() + " What it learns since then does not hold for other data.",
                """
                // keep the model that was best on held-out data
                new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
                        .scoreCalculator(new DataSetLossCalculator(validation, true))
                        .epochTerminationConditions(new ScoreImprovementEpochTerminationCondition(5))
                // and let the network learn less by heart
                .l2(1e-4).dropOut(0.8)""",
                symptoms.among("overfitting"));
    }
}
