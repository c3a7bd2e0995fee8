package dev.flatline.stream.detect;

import dev.flatline.events.v1.Layer;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Set;

/**
 * A network whose hidden layers have no activation function.
 *
 * <p>Linear layers one after another compute what a single linear layer computes. That is a choice for some data. Any layer
 * that is not linear by itself, such as pooling, recurrence, normalisation or an activation layer, clears the network.
 */
public final class LinearNetwork {

    private static final Set<String> LINEAR =
            Set.of("DenseLayer", "ConvolutionLayer", "Convolution1DLayer", "Convolution3D", "Deconvolution2D");

    private LinearNetwork() {}

    /** Its hidden layers, if all of them are linear; else none. */
    public static List<Layer> hiddenLayers(RunHistory run) {
        List<Layer> hidden = run.description().getModel().getLayersList().stream()
                .filter(layer -> layer.getLoss().isEmpty())
                .toList();
        return hidden.stream().allMatch(LinearNetwork::isLinear) ? hidden : List.of();
    }

    private static boolean isLinear(Layer layer) {
        return LINEAR.contains(layer.getType()) && layer.getActivation().equals("identity");
    }

    /**
     * Whether it has hidden layers that add nothing: dense ones, none of them narrower than both ends. A narrower one is a
     * bottleneck, as in principal components, which one layer cannot replace.
     */
    static boolean isRedundant(RunHistory run) {
        List<Layer> hidden = hiddenLayers(run);
        if (hidden.isEmpty() || run.outputs().size() != 1) {
            return false;
        }
        long ends = Math.min(hidden.get(0).getInputs(), run.outputs().get(0).units());
        return ends > 0
                && hidden.stream()
                        .allMatch(layer -> layer.getType().equals("DenseLayer") && layer.getOutputs() >= ends);
    }
}
