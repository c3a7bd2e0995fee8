package dev.flatline.agent.observe;

import dev.flatline.agent.summarize.Saturation;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Set;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * What is always true of one layer, read from its configuration once.
 *
 * @param core the configuration that does the work, without wrappers such as Bidirectional or FrozenLayer
 * @param activation DL4J's name in lower case; empty for a layer without
 * @param canDie whether its units can get stuck at exactly 0
 * @param channelsLast whether its output has the channels (or the features of a sequence) on the last axis
 */
record LayerFacts(
        Layer core,
        boolean frozen,
        String activation,
        Saturation saturation,
        boolean canDie,
        boolean channelsLast,
        @Nullable ILossFunction loss) {

    private static final Set<String> CAN_DIE = Set.of("relu", "relu6", "thresholdedrelu");
    private static final Set<String> LAST = Set.of("NHWC", "NDHWC", "NWC");

    static LayerFacts of(Layer configuration) {
        Layer core = configuration;
        boolean frozen = false;
        for (Layer inner = core; inner != null; inner = wrappedIn(core)) {
            core = inner;
            frozen |= core instanceof FrozenLayer || core instanceof FrozenLayerWithBackprop;
        }
        String activation = activation(core);
        return new LayerFacts(
                core,
                frozen,
                activation,
                Saturation.of(activation),
                CAN_DIE.contains(activation),
                isChannelsLast(core),
                property(core, "getLossFn") instanceof ILossFunction loss ? loss : null);
    }

    /** Of what is no layer of DL4J, and of which only the activation function is known. */
    static LayerFacts ofActivation(String activation) {
        Layer none = new ActivationLayer();
        return new LayerFacts(
                none, false, activation, Saturation.of(activation), CAN_DIE.contains(activation), false, null);
    }

    private static @Nullable Layer wrappedIn(Layer layer) {
        if (layer instanceof FrozenLayer frozen) {
            return frozen.getLayer();
        }
        if (layer instanceof Bidirectional bidirectional) {
            return bidirectional.getFwd();
        }
        return layer instanceof BaseWrapperLayer wrapper ? wrapper.getUnderlying() : null;
    }

    private static String activation(Layer layer) {
        if (layer instanceof BatchNormalization) {
            // It inherits the network's default activation function and never applies it.
            return "identity";
        }
        if (layer instanceof PReLULayer) {
            return "prelu";
        }
        if (layer instanceof ActivationLayer activationLayer) {
            return name(activationLayer.getActivationFn());
        }
        return layer instanceof BaseLayer base ? name(base.getActivationFn()) : "";
    }

    /** DL4J prints parameters behind the name of some functions; they are left out. */
    static String name(@Nullable IActivation function) {
        if (function == null) {
            return "";
        }
        String name = function.toString();
        int parameters = name.indexOf('(');
        return (parameters < 0 ? name : name.substring(0, parameters)).toLowerCase(Locale.ROOT);
    }

    private static boolean isChannelsLast(Layer layer) {
        for (String getter :
                new String[] {"getCnn2dDataFormat", "getCnn2DFormat", "getDataFormat", "getFormat", "getRnnDataFormat"
                }) {
            if (LAST.contains(String.valueOf(property(layer, getter)))) {
                return true;
            }
        }
        return false;
    }

    /** DL4J gives layers of one kind differently named getters and no common type; {@code null} without this one. */
    private static @Nullable Object property(Layer layer, String getter) {
        try {
            Method method = layer.getClass().getMethod(getter);
            return method.invoke(layer);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
