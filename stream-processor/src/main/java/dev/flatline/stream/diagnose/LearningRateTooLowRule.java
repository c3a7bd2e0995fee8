package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Figures;
import dev.flatline.stream.trend.LayerTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Optional;

/** Weights that stand still although a gradient reaches them: cause {@code learning-rate-too-low}. */
final class LearningRateTooLowRule implements CauseRule {

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        List<Integer> layers = run.weightLayers();
        if (!symptoms.has("weight-stagnation") || symptoms.has("vanishing-gradient") || layers.isEmpty()) {
            return Optional.empty();
        }
        int last = layers.get(layers.size() - 1);
        LayerTrend trend = run.layers().get(last);
        double rate = run.layer(last).getLearningRate();
        return Optional.of(new Cause(
                "learning-rate-too-low",
                0.8,
                "A gradient of " + Figures.show(trend.gradientRms()) + " reaches layer " + run.layerName(last)
                        + ", but at a learning rate of " + Figures.show(rate) + " an update is only "
                        + Figures.show(trend.updateRatio()) + " of the weights (about 1e-3 is healthy).",
                ".updater(new Adam(1e-3))",
                symptoms.among("weight-stagnation", "output-collapse")));
    }
}
