package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Figures;
import dev.flatline.stream.trend.LayerTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Optional;

/**
 * Weights that stand still because steps are tiny, not because the gradient has gone: cause
 * {@code learning-rate-too-low}. A learning rate below {@value #TINY} of the weights is that small by itself.
 */
final class LearningRateTooLowRule implements CauseRule {

    private static final double TINY = 1e-4;

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        List<Integer> layers = run.weightLayers();
        boolean still = symptoms.has("weight-stagnation") || symptoms.has("learning-rate-too-low");
        if (!still || symptoms.has("vanishing-gradient") || layers.isEmpty()) {
            return Optional.empty();
        }
        int last = layers.get(layers.size() - 1);
        LayerTrend trend = run.layers().get(last);
        double rate = run.layer(last).getLearningRate();
        boolean tiny = rate < TINY * trend.weightRms() || symptoms.has("learning-rate-too-low");
        if (!tiny || trend.gradientRms() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Cause(
                "learning-rate-too-low",
                0.8,
                "A gradient of " + Figures.show(trend.gradientRms()) + " reaches " + run.spokenLayer(last)
                        + ", but at a learning rate of " + Figures.show(rate) + " an update is only "
                        + Figures.show(trend.updateRatio()) + " of the weights (about 1e-3 is healthy).",
                ".updater(new Adam(1e-3))",
                symptoms.among("learning-rate-too-low", "weight-stagnation", "output-collapse", "loss-plateau")));
    }
}
