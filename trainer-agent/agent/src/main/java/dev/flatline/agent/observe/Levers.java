package dev.flatline.agent.observe;

import dev.flatline.events.v1.Model;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;

/** What of a network's configuration can be changed while it trains. DL4J looks it up at every update. */
final class Levers {

    private final Network network;
    private final List<LayerFacts> facts;
    private String objection = "";

    Levers(Network network, List<LayerFacts> facts) {
        this.network = network;
        this.facts = facts;
    }

    /** Multiplies all learning rates; says what was done, or nothing where it cannot be. */
    String scaleLearningRates(double factor) {
        Set<IUpdater> updaters = updaters();
        if (updaters.isEmpty()) {
            return impossible("no layer that is trained has a learning rate");
        }
        if (updaters.stream().anyMatch(updater -> Fields.valueOf("learningRateSchedule", updater) != null)) {
            return impossible("a learning rate follows a schedule, which would be lost");
        }
        double highest = 0;
        for (IUpdater updater : updaters) {
            double scaled = updater.getLearningRate(0, 0) * factor;
            updater.setLrAndSchedule(scaled, null);
            highest = Math.max(highest, scaled);
        }
        return String.format(Locale.ROOT, "learning rates times %s, the highest is %.3g", number(factor), highest);
    }

    /** Each once: layers, and the parameters of a layer, may share them. */
    private Set<IUpdater> updaters() {
        Set<IUpdater> updaters = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Network.NamedLayer layer : network.layers()) {
            TrainingConfig config = layer.layer().getConfig();
            Map<String, INDArray> parameters = layer.layer().paramTable();
            if (config == null || parameters == null || facts.get(layer.index()).frozen()) {
                continue;
            }
            for (String parameter : parameters.keySet()) {
                IUpdater updater = config.getUpdaterByParam(parameter);
                if (updater != null && updater.hasLearningRate()) {
                    updaters.add(updater);
                }
            }
        }
        return updaters;
    }

    /** Bounds the gradients of each layer; says what was done, or nothing where it cannot be. */
    String clipGradients(double threshold) {
        int clipped = 0;
        for (LayerFacts layer : facts) {
            if (!layer.frozen() && layer.core() instanceof BaseLayer base) {
                base.setGradientNormalization(GradientNormalization.ClipL2PerLayer);
                base.setGradientNormalizationThreshold(threshold);
                clipped++;
            }
        }
        return clipped == 0
                ? impossible("no layer that is trained can clip its gradients")
                : "gradients of " + clipped + " layers clipped to an L2 norm of " + number(threshold);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value).replaceFirst("\\.?0+$", "");
    }

    private String impossible(String why) {
        objection = why;
        return "";
    }

    /** Why nothing was done. */
    String objection() {
        return objection;
    }

    /** The model as it is configured now. */
    Model description() {
        return ModelDescriber.describe(network, facts);
    }
}
