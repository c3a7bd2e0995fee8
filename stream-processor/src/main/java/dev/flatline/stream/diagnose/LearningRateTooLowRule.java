package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Figures;
import dev.flatline.stream.trend.LayerTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Optional;

/**
 * Weights that stand still because steps are tiny, not because the gradient has gone: cause
 * {@code learning-rate-too-low}. A learning rate in force below {@value #TINY} of the weights is that small by itself.
 */
final class LearningRateTooLowRule implements CauseRule {

    private static final double TINY = 1e-4;
    private static final double DECAYED = 0.01;
    private static final double CONFIDENCE = 0.8;

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        List<Integer> layers = run.weightLayers();
        boolean still = symptoms.has("weight-stagnation") || symptoms.has("learning-rate-too-low");
        if (!still || symptoms.has("vanishing-gradient") || layers.isEmpty()) {
            return Optional.empty();
        }
        int last = layers.get(layers.size() - 1);
        LayerTrend trend = run.layers().get(last);
        double rate = rate(run, last);
        boolean tiny = rate < TINY * trend.weightRms() || symptoms.has("learning-rate-too-low");
        if (!tiny || trend.gradientRms() == 0) {
            return Optional.empty();
        }
        boolean decayed = rate < DECAYED * trend.greatestLearningRate();
        return Optional.of(new Cause(
                "learning-rate-too-low",
                CONFIDENCE,
                "A gradient of " + Figures.show(trend.gradientRms()) + " reaches " + run.spokenLayer(last)
                        + ", but at a learning rate of " + Figures.show(rate)
                        + (decayed ? " (it has been " + Figures.show(trend.greatestLearningRate()) + ")" : "")
                        + " an update is only " + Figures.show(trend.updateRatio())
                        + " of the weights (about 1e-3 is healthy).",
                decayed
                        ? "// a rate that does not fall before something is learned, or falls slower\n" + fix(run, last)
                        : ".updater(new Adam(1e-3))",
                symptoms.among("learning-rate-too-low", "weight-stagnation", "output-collapse", "loss-plateau")));
    }

    /** The rate in force, after schedules; that of the description where layers were not looked at. */
    private static double rate(RunHistory run, int layer) {
        LayerTrend trend = run.layers().get(layer);
        return trend.greatestLearningRate() > 0
                ? trend.learningRate()
                : run.layer(layer).getLearningRate();
    }

    private static String fix(RunHistory run, int layer) {
        String updater = run.layer(layer).getUpdater();
        return ".updater(new " + (updater.isEmpty() ? "Adam" : updater) + "("
                + run.layers().get(layer).greatestLearningRate() + "))";
    }
}
