package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.Layer;
import dev.flatline.stream.trend.LayerTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How hard a penalty pulls at the weights of a layer, compared with the data.
 *
 * <p>DL4J adds {@code l1 sign(w) + l2 w} to the gradient, and {@code weightDecay w} times the learning rate to the update.
 * With the root mean square of the first weights for w, the strength is the first divided by the greatest rolling gradient
 * of the layer, and the second likewise, or divided by 1 where the updater makes steps of the learning rate's size
 * whatever the gradient. Above 1 the penalty was stronger than the data ever were. Where the run was not seen from its
 * beginning nothing is known.
 *
 * @param layer position of the layer
 * @param strength of the penalty, in multiples of the data's; above 1
 */
record Pull(int layer, double strength) {

    /** The weights are those of the beginning when they were seen after so many updates. */
    private static final long BEGINNING = 2;

    private static final Set<String> PLAIN = Set.of("Sgd", "Nesterovs");

    /** The layers whose penalty is stronger than the data, in forward order. */
    static List<Pull> of(RunHistory run) {
        if (run.firstIteration() < 0 || run.firstIteration() > BEGINNING) {
            return List.of();
        }
        return run.weightLayers().stream()
                .map(i -> new Pull(i, strength(run.layer(i), run.layers().get(i))))
                .filter(pull -> pull.strength > 1)
                .toList();
    }

    private static double strength(Layer configuration, LayerTrend trend) {
        double weight = trend.initialWeightRms();
        double gradient = trend.peakGradientRms();
        double step = PLAIN.contains(configuration.getUpdater()) ? gradient : 1;
        double added = (configuration.getL1() + configuration.getL2() * weight) / gradient;
        return Math.max(added, configuration.getWeightDecay() * weight / step);
    }

    /** Whether the weights have gone where the penalty pulls them. */
    boolean hasWon(RunHistory run) {
        LayerTrend trend = run.layers().get(layer);
        return trend.weightRms() < OverRegularisationDetector.SHRUNK.of(run) * trend.initialWeightRms();
    }

    Symptom symptom(RunHistory run) {
        LayerTrend trend = run.layers().get(layer);
        return new Symptom(
                OverRegularisationDetector.KIND,
                "penalty",
                Severity.WARNING,
                List.of(run.layerName(layer)),
                "The penalty on large weights (" + spoken(run.layer(layer)) + ") is " + Figures.show(strength)
                        + " times as strong as anything the data had to say to " + run.spokenLayer(layer)
                        + ": its weights have shrunk from "
                        + Figures.show(trend.initialWeightRms()) + " to " + Figures.show(trend.weightRms())
                        + ", and nothing is learned.",
                Evidence.of("penalty_strength", strength)
                        .and("weight_rms", trend.weightRms())
                        .and("initial_weight_rms", trend.initialWeightRms())
                        .and("peak_gradient_rms", trend.peakGradientRms())
                        .and("penalty_in_score", run.score() - run.loss())
                        .andSkillOf(run)
                        .numbers());
    }

    private static String spoken(Layer configuration) {
        return Optional.of("L2 " + Figures.show(configuration.getL2()))
                .filter(any -> configuration.getL2() > 0)
                .or(() -> Optional.of("weight decay " + Figures.show(configuration.getWeightDecay()))
                        .filter(any -> configuration.getWeightDecay() > 0))
                .orElse("L1 " + Figures.show(configuration.getL1()));
    }
}
