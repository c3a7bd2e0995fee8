package dev.flatline.agent.observe;

import dev.flatline.agent.summarize.Sampling;
import dev.flatline.agent.summarize.TensorSummarizer;
import dev.flatline.events.v1.LayerStep;
import dev.flatline.events.v1.ParameterStep;
import dev.flatline.events.v1.TensorSummary;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gradient, update and value of every parameter of a network.
 *
 * <p>The gradient is read before the updater works, when it is still the sum over the mini-batch; the update after it,
 * when DL4J has overwritten the gradient with it. Where the memory of all three is the same chunk for chunk, so are the
 * elements that are read.
 */
final class ParameterObserver {

    private static final int MOST_OF_SLOW_MEMORY = 1024;

    /** What batch normalisation stores under these names are running moments; DL4J only passes them off as gradients. */
    private static final Set<String> RUNNING_MOMENTS = Set.of("mean", "var", "log10stdev");

    private final HostMemory memory;
    private final TensorSummarizer summarizer = new TensorSummarizer();
    private final Map<String, TensorSummary> gradients = new LinkedHashMap<>();
    private final Map<String, Long> nonFiniteBefore = new HashMap<>();

    ParameterObserver(HostMemory memory) {
        this.memory = memory;
    }

    /** Forgets the gradients of an update that was not finished. */
    void reset() {
        gradients.clear();
        nonFiniteBefore.clear();
    }

    /** Counts what is no number among all parameters of a layer, before they are updated. */
    void readBefore(Network.NamedLayer layer) {
        Map<String, INDArray> values = layer.layer().paramTable();
        if (values != null) {
            values.forEach((name, value) -> {
                TensorSummary summary = summarize(value, Sampling.everything(), 1);
                if (summary != null) {
                    nonFiniteBefore.put(layer.key() + name, summary.getNonFinite());
                }
            });
        }
    }

    /** Reads the gradients; each counts as itself times {@code scale}. */
    void readGradients(Map<String, INDArray> arrays, Sampling sampling, double scale) {
        gradients.clear();
        arrays.forEach((key, array) -> {
            TensorSummary summary = summarize(array, sampling, scale);
            if (summary != null) {
                gradients.put(key, summary);
            }
        });
    }

    /** Reads updates and values of one layer, and puts all three into its step. */
    void fill(LayerStep.Builder step, LayerArrays layer, Sampling sampling) {
        layer.values().forEach((name, value) -> {
            String key = layer.key() + name;
            ParameterStep.Builder parameter = ParameterStep.newBuilder().setName(name);
            TensorSummary gradient = gradients.get(key);
            if (gradient != null && !isRunningMoment(layer, name)) {
                parameter.setGradient(gradient);
            }
            TensorSummary update = summarize(layer.updates().get(key), sampling, 1);
            if (update != null) {
                parameter.setUpdate(update);
            }
            TensorSummary current = summarize(value, sampling, 1);
            if (current != null) {
                parameter.setValue(current);
            }
            Long before = nonFiniteBefore.get(key);
            if (before != null) {
                parameter.setNonFiniteBefore(before);
            }
            step.addParameters(parameter);
        });
    }

    private static boolean isRunningMoment(LayerArrays layer, String name) {
        return layer.facts().core() instanceof BatchNormalization && RUNNING_MOMENTS.contains(name);
    }

    private @Nullable TensorSummary summarize(@Nullable INDArray array, Sampling sampling, double scale) {
        HostArray tensor = memory.array(array);
        if (tensor == null) {
            return null;
        }
        Sampling affordable = tensor.numbers().slow()
                ? new Sampling(sampling.stride(), sampling.turn(), MOST_OF_SLOW_MEMORY)
                : sampling;
        return summarizer.summarize(tensor.block(), affordable, scale);
    }

    /**
     * The parameters of one layer.
     *
     * @param key what stands before a parameter's name in {@code updates}
     * @param values by plain name
     * @param updates of the whole network, by key and name
     */
    record LayerArrays(LayerFacts facts, String key, Map<String, INDArray> values, Map<String, INDArray> updates) {}
}
