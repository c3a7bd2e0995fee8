package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.Layer;
import dev.flatline.stream.trend.RunHistory;
import java.util.Locale;
import java.util.Optional;

/** A penalty or a dropout that outweighs the data: cause {@code over-regularisation}. */
final class OverRegularisationRule implements CauseRule {

    private static final double CONFIDENCE = 0.9;

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        return symptoms.get("over-regularisation").map(symptom -> cause(run, symptoms, symptom));
    }

    private static Cause cause(RunHistory run, Symptoms symptoms, Symptom symptom) {
        boolean dropout = symptom.variant().equals("dropout");
        return new Cause(
                "over-regularisation",
                CONFIDENCE,
                symptom.message(),
                dropout ? """
                        // in DL4J the number is the share that is kept: dropOut(0.05) drops 95 %
                        .dropOut(0.8)""" : penalty(run, symptom),
                symptoms.ofNotLearningBut("bad-input", "output-loss-mismatch"));
    }

    private static String penalty(RunHistory run, Symptom symptom) {
        double strength = symptom.evidence().getOrDefault("penalty_strength", 1.0);
        Layer layer = run.description().getModel().getLayersList().stream()
                .filter(candidate -> symptom.layers().contains(candidate.getName()))
                .findFirst()
                .orElse(Layer.getDefaultInstance());
        String method = layer.getL2() > 0 ? "l2" : layer.getWeightDecay() > 0 ? "weightDecay" : "l1";
        double now = Math.max(layer.getL2(), Math.max(layer.getWeightDecay(), layer.getL1()));
        return "." + method + "(" + String.format(Locale.ROOT, "%.0e", now / strength / 1_000) + ") // instead of "
                + now + ": a thousandth of what the data say, at first";
    }
}
