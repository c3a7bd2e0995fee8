package dev.flatline.agent.observe;

import dev.flatline.agent.budget.OverheadBudget;
import dev.flatline.agent.publish.StepDraft;
import dev.flatline.agent.summarize.OutputReading;
import dev.flatline.agent.summarize.Sampling;
import dev.flatline.events.v1.LayerStep;
import dev.flatline.events.v1.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been seen of the update that is under way. */
final class Update {

    /** Estimates, on the safe side: of a step without layers, of one layer with two parameters, of one input. */
    private static final int FIXED_BYTES = 1024;

    private static final int LAYER_BYTES = 1024;
    private static final int INPUT_BYTES = 2048;

    final Network network;
    List<Network.NamedLayer> layers;
    final List<Network.NamedLayer> outputs;
    /** Taken at once: an evaluation among the listeners leaves its own behind in the model. */
    final int batchSize;

    boolean looksAtLayers;
    final Sampling sampling;
    final Step.Builder step = Step.newBuilder();
    private LayerStep.@Nullable Builder[] layerSteps;

    Update(Network network, OverheadBudget budget, long turn) {
        this.network = network;
        batchSize = network.model().batchSize();
        looksAtLayers = budget.looksAtLayers();
        layers = looksAtLayers ? network.layers() : List.of();
        outputs = network.outputs();
        sampling = new Sampling(budget.effort().stride(), turn, Integer.MAX_VALUE);
        layerSteps = new LayerStep.@Nullable Builder[layers.size()];
    }

    /** Out of turn. */
    void lookAtLayers() {
        looksAtLayers = true;
        layers = network.layers();
        layerSteps = new LayerStep.@Nullable Builder[layers.size()];
    }

    LayerStep.Builder step(Network.NamedLayer layer) {
        LayerStep.Builder builder = layerSteps[layer.index()];
        if (builder == null) {
            builder = LayerStep.newBuilder().setLayer(layer.index());
            layerSteps[layer.index()] = builder;
        }
        return builder;
    }

    /** What is kept until the sender takes it must not hold on to the model. */
    StepDraft draft(List<OutputReading> readings) {
        LayerStep.@Nullable Builder[] ofLayers = layerSteps;
        int bytes = FIXED_BYTES + layers.size() * LAYER_BYTES + step.getInputsCount() * INPUT_BYTES;
        for (OutputReading reading : readings) {
            bytes += reading.bytes();
        }
        return new StepDraft(step, ready -> complete(ready, ofLayers, readings), bytes);
    }

    private static void complete(
            Step.Builder step, LayerStep.@Nullable Builder[] layers, List<OutputReading> readings) {
        for (LayerStep.Builder layer : layers) {
            if (layer != null) {
                step.addLayers(layer);
            }
        }
        MemoryObserver.addIfDue(step);
        readings.forEach(reading -> step.addOutputs(reading.summarize()));
    }
}
