package dev.flatline.agent.observe;

import dev.flatline.events.v1.Layer;
import dev.flatline.events.v1.Model;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.learning.config.IUpdater;

/** Describes a SameDiff graph in the words of the contract, and says what of its training cannot be seen. */
final class GraphDescriber {

    private GraphDescriber() {}

    static Model describe(SameDiff graph, GraphPlan plan, TrainingConfig config) {
        Model.Builder model = Model.newBuilder().setKind("SameDiff");
        long parameters = 0;
        for (GraphPlan.GraphLayer layer : plan.layers()) {
            Layer described = layer(graph, layer, config.getUpdater());
            parameters += described.getParameters();
            model.addLayers(described);
        }
        int last = model.getLayersCount() - 1;
        if (last >= 0) {
            plan.firstLoss().ifPresent(loss -> model.getLayersBuilder(last).setLoss(loss.kind()));
        }
        return model.setParameters(parameters).build();
    }

    private static Layer layer(SameDiff graph, GraphPlan.GraphLayer layer, IUpdater updater) {
        Layer.Builder description = Layer.newBuilder()
                .setName(layer.name())
                .setType(layer.type())
                .setActivation(layer.activation())
                .setUpdater(updater.getClass().getSimpleName())
                .setLearningRate(updater.hasLearningRate() ? updater.getLearningRate(0, 0) : 0);
        long parameters = 0;
        for (String variable : layer.variables()) {
            long[] shape = graph.getVariable(variable).getShape();
            parameters += product(shape);
            if (shape.length == 2 && shape[0] > 1) {
                description.setInputs(shape[0]).setOutputs(shape[1]);
            }
        }
        return description.setParameters(parameters).build();
    }

    private static long product(long[] shape) {
        long product = 1;
        for (long length : shape) {
            product *= length;
        }
        return product;
    }

    /** One sentence each. */
    static List<String> limits(GraphPlan plan) {
        List<String> limits = new ArrayList<>();
        limits.add("Random inputs are not tried on a SameDiff graph.");
        limits.add(
                plan.firstLoss().isPresent()
                        ? "The loss is computed from outputs and labels without weights, regularisation and what is"
                                + " written by hand, because SameDiff computes none while it trains."
                        : "Loss, score, outputs and labels are not seen, because SameDiff computes no loss while it"
                                + " trains and no loss operation of its own is in the graph.");
        return limits;
    }
}
