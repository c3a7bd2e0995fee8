package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.events.v1.Layer;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hidden layers without an activation function: cause {@code missing-non-linearity}.
 *
 * <p>Linear layers one after another compute what a single linear layer computes. That is a choice for some data, and so
 * explains only that a network learns nothing or no more. Any layer that is not linear by itself, such as pooling,
 * recurrence, normalisation or an activation layer, clears the network.
 */
final class LinearNetworkRule implements CauseRule {

    private static final Set<String> LINEAR =
            Set.of("DenseLayer", "ConvolutionLayer", "Convolution1DLayer", "Convolution3D", "Deconvolution2D");
    private static final double CONFIDENCE = 0.7;

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        List<Layer> hidden = run.description().getModel().getLayersList().stream()
                .filter(layer -> layer.getLoss().isEmpty())
                .toList();
        boolean linear = !hidden.isEmpty() && hidden.stream().allMatch(LinearNetworkRule::isLinear);
        return linear ? Optional.of(cause(symptoms, hidden)) : Optional.empty();
    }

    private static boolean isLinear(Layer layer) {
        return LINEAR.contains(layer.getType()) && layer.getActivation().equals("identity");
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
