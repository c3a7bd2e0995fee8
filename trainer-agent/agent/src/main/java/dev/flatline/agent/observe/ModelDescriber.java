package dev.flatline.agent.observe;

import dev.flatline.events.v1.Layer;
import dev.flatline.events.v1.Model;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/** Describes a network's layers as they are configured. What a layer does not have stays empty or 0. */
final class ModelDescriber {

    private ModelDescriber() {}

    static Model describe(Network network, List<LayerFacts> facts) {
        Model.Builder model = Model.newBuilder()
                .setKind(network.kind())
                .setParameters(network.model().numParams());
        for (Network.NamedLayer layer : network.layers()) {
            model.addLayers(describe(layer, facts.get(layer.index())));
        }
        return model.build();
    }

    private static Layer describe(Network.NamedLayer layer, LayerFacts facts) {
        Layer.Builder description = Layer.newBuilder()
                .setName(layer.name())
                .setType(facts.core().getClass().getSimpleName())
                .setActivation(facts.activation())
                .setParameters(layer.layer().numParams())
                .setFrozen(facts.frozen())
                .setLoss(facts.loss() == null ? "" : facts.loss().getClass().getSimpleName());
        if (facts.core() instanceof FeedForwardLayer sized) {
            description.setInputs(sized.getNIn()).setOutputs(sized.getNOut());
        }
        if (facts.core() instanceof BaseLayer base) {
            describeTraining(description, base);
        }
        if (facts.core().getIDropout() instanceof Dropout dropout) {
            description.setDropoutRetain(dropout.getP());
        }
        return description.build();
    }

    private static void describeTraining(Layer.Builder description, BaseLayer layer) {
        description.setWeightInit(weightInit(layer.getWeightInitFn()));
        IUpdater updater = layer.getIUpdater();
        if (updater != null) {
            description.setUpdater(updater.getClass().getSimpleName()).setLearningRate(learningRate(updater, 0, 0));
        }
        if (layer.getRegularization() != null) {
            layer.getRegularization().forEach(regularization -> describe(description, regularization));
        }
        GradientNormalization normalization = layer.getGradientNormalization();
        if (normalization != null && normalization != GradientNormalization.None) {
            description
                    .setGradientNormalization(normalization.name())
                    .setGradientThreshold(layer.getGradientNormalizationThreshold());
        }
    }

    private static void describe(Layer.Builder description, Regularization regularization) {
        if (regularization instanceof L1Regularization l1) {
            description.setL1(l1.getL1().valueAt(0, 0));
        } else if (regularization instanceof L2Regularization l2) {
            description.setL2(l2.getL2().valueAt(0, 0));
        } else if (regularization instanceof WeightDecay decay) {
            description.setWeightDecay(decay.getCoeff().valueAt(0, 0));
        }
    }

    /** {@code WeightInitXavierUniform} is {@code XAVIER_UNIFORM} to users. */
    private static String weightInit(@Nullable IWeightInit init) {
        if (init == null) {
            return "";
        }
        return init.getClass()
                .getSimpleName()
                .replaceFirst("^WeightInit", "")
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .toUpperCase(Locale.ROOT);
    }

    /** The rate in force for a layer's first parameter that has one; 0 without. */
    static double learningRate(@Nullable TrainingConfig layer, Iterable<String> parameters, int iteration, int epoch) {
        for (String parameter : parameters) {
            IUpdater updater = layer == null ? null : layer.getUpdaterByParam(parameter);
            if (updater != null && updater.hasLearningRate()) {
                return learningRate(updater, iteration, epoch);
            }
        }
        return 0;
    }

    private static double learningRate(IUpdater updater, int iteration, int epoch) {
        return updater.hasLearningRate() ? updater.getLearningRate(iteration, epoch) : 0;
    }
}
