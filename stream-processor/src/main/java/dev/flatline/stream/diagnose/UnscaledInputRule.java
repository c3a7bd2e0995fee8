package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.InputTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Raw inputs that push the first layer to its limits or into death: cause {@code unscaled-input}. */
final class UnscaledInputRule implements CauseRule {

    private static final double FAR_TOO_LARGE = 50;
    private static final double SURE = 0.9;
    private static final String CHANGED = " What was learned was learned for the old scale. Data from another file or"
            + " iterator, or an iterator that lost its scaler, look so.";

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        return symptoms.get("unscaled-input").map(symptom -> cause(run, symptoms, symptom));
    }

    private static Cause cause(RunHistory run, Symptoms symptoms, Symptom symptom) {
        boolean changed = symptom.variant().equals("changed");
        return new Cause(
                "unscaled-input",
                changed ? SURE : confidence(run, symptoms),
                symptom.message()
                        + (changed
                                ? CHANGED
                                : " The first layer is driven to its limits, and what one example"
                                        + " has that another has not is lost there; the layers behind it see the same for every input."),
                (changed
                                ? "// one scaler for all the data, fitted once, and set on every iterator\n"
                                : "// standardise the features, with mean and deviation of the training part only\n")
                        + """
                        NormalizerStandardize scaler = new NormalizerStandardize();
                        scaler.fit(trainingData);
                        trainingData.setPreProcessor(scaler);
                        testData.setPreProcessor(scaler);""",
                symptoms.among(
                        "unscaled-input",
                        "output-collapse",
                        "vanishing-gradient",
                        "saturated-activation",
                        "dead-relu",
                        "exploding-gradient",
                        "weight-stagnation",
                        "loss-plateau",
                        "loss-divergence",
                        "loss-oscillation",
                        "learning-rate-too-high"));
    }

    private static double confidence(RunHistory run, Symptoms symptoms) {
        boolean far = worst(run) > FAR_TOO_LARGE;
        boolean firstLayerIll = List.of("vanishing-gradient", "saturated-activation", "dead-relu").stream()
                .anyMatch(kind -> isIllInFirstLayer(run, symptoms, kind));
        return 0.55 + (far ? 0.2 : 0) + (firstLayerIll ? 0.2 : 0);
    }

    private static double worst(RunHistory run) {
        return run.inputs().stream()
                .map(InputTrend::rms)
                .max(Comparator.naturalOrder())
                .orElse(0.0);
    }

    private static boolean isIllInFirstLayer(RunHistory run, Symptoms symptoms, String kind) {
        return !run.layers().isEmpty()
                && symptoms.get(kind)
                        .filter(symptom -> symptom.layers().contains(run.layerName(0)))
                        .isPresent();
    }
}
