package dev.flatline.agent.observe;

import dev.flatline.events.v1.ActivationStep;
import dev.flatline.events.v1.InputStep;
import dev.flatline.events.v1.LayerStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads what layers show in the course of an update, and what goes into the network, into the step of that update. */
final class LayerReader {

    private final List<LayerFacts> facts;
    private final List<ActivationObserver> activations = new ArrayList<>();
    private final ParameterObserver parameters;
    private final InputObserver inputs;

    LayerReader(HostMemory memory, List<LayerFacts> facts) {
        this.facts = facts;
        facts.forEach(layer -> activations.add(new ActivationObserver(layer, memory)));
        parameters = new ParameterObserver(memory);
        inputs = new InputObserver(memory, facts.stream().anyMatch(LayerFacts::channelsLast));
    }

    /** An update begins. */
    void reset() {
        parameters.reset();
    }

    /**
     * The inputs of the mini-batch.
     *
     * @param turn updates made before
     */
    void readInputs(Update update, long turn) {
        int index = 0;
        for (Map.Entry<String, INDArray> input : update.network.inputs().entrySet()) {
            InputStep.Builder step = inputs.read(input.getKey(), input.getValue(), turn);
            if (step != null) {
                update.step.addInputs(step.setIndex(index));
            }
            index++;
        }
    }

    /**
     * What the layers answered.
     *
     * @param turn updates before at which layers were looked at, so that what is read of them moves on evenly
     */
    void readActivations(Update update, Function<Network.NamedLayer, @Nullable INDArray> activationOf, long turn) {
        for (Network.NamedLayer layer : update.layers) {
            ActivationStep step = activations.get(layer.index()).read(activationOf.apply(layer), turn);
            if (step != null) {
                update.step(layer).setActivation(step);
            }
        }
    }

    /** What the score was made of is still there: inputs, and the parameters as the last update left them. */
    void lookWhereTheScoreCameFrom(Update update, long turn) {
        if (!update.looksAtLayers) {
            update.lookAtLayers();
            readInputs(update, turn);
        }
        for (Network.NamedLayer layer : update.layers) {
            parameters.readBefore(layer);
        }
    }

    /** The gradients, which are sums over the mini-batch, as means. */
    void readGradients(Update update) {
        double scale = update.network.dividesByBatch() ? 1.0 / Math.max(1, update.batchSize) : 1;
        parameters.readGradients(update.network.model().gradient().gradientForVariable(), update.sampling, scale);
    }

    /** The parameters after the update, what was subtracted from them, and the learning rates in force. */
    void readParameters(Update update, Evaluations.Moment moment) {
        Map<String, INDArray> updated = update.network.isSearched()
                ? Map.of()
                : update.network.model().gradient().gradientForVariable();
        for (Network.NamedLayer layer : update.layers) {
            Map<String, INDArray> values = layer.layer().paramTable();
            if (values == null || values.isEmpty()) {
                continue;
            }
            LayerStep.Builder step = update.step(layer);
            step.setLearningRate(ModelDescriber.learningRate(
                    layer.layer().getConfig(), values.keySet(), moment.iteration(), moment.epoch()));
            LayerFacts layerFacts = facts.get(layer.index());
            parameters.fill(
                    step, new ParameterObserver.LayerArrays(layerFacts, layer.key(), values, updated), update.sampling);
        }
    }
}
