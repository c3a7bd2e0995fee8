package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.events.v1.Layer;
import dev.flatline.stream.detect.LinearNetwork;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Optional;

/**
 * Hidden layers without an activation function: cause {@code missing-non-linearity}.
 *
 * <p>That is a choice for some data, and so explains only that a network learns nothing or no more.
 */
final class LinearNetworkRule implements CauseRule {

    private static final double CONFIDENCE = 0.7;

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        List<Layer> hidden = LinearNetwork.hiddenLayers(run);
        return hidden.isEmpty() ? Optional.empty() : Optional.of(cause(symptoms, hidden));
    }

    private static Cause cause(Symptoms symptoms, List<Layer> hidden) {
        return new Cause(
                "missing-non-linearity",
                CONFIDENCE,
                (hidden.size() == 1 ? "The hidden layer is" : "All " + hidden.size() + " hidden layers are")
                        + " linear: together with the output layer they compute what a single layer can, and no more.",
                ".activation(Activation.RELU)\n.weightInit(WeightInit.RELU)",
                symptoms.among("output-collapse", "loss-plateau", "weight-stagnation", "learning-rate-too-low"));
    }
}
