package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.alert.Figures;
import dev.flatline.events.v1.Layer;
import dev.flatline.stream.trend.LayerTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Steps so large that the network was thrown out of the region where it could learn: cause
 * {@code learning-rate-too-high}.
 *
 * <p>Looks at the greatest rolling update:parameter ratio a layer has had. Healthy is about 1e-3; above
 * {@value #LARGE} a layer is rewritten within ten steps.
 */
final class LearningRateTooHighRule implements CauseRule {

    static final double LARGE = 0.1;
    static final double HUGE = 1;
    private static final double GROWN = 10;
    private static final double MOST = 0.95;

    /** What steps of that size do to a network at once. */
    private static final List<String> THROWN =
            List.of("learning-rate-too-high", "loss-divergence", "dead-relu", "exploding-gradient", "non-finite");

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        Optional<Integer> fastest = run.weightLayers().stream()
                .max(Comparator.comparingDouble(i -> run.layers().get(i).peakUpdateRatio()));
        return fastest.filter(i -> run.layers().get(i).peakUpdateRatio() > LARGE)
                .map(i -> cause(run, symptoms, i));
    }

    private static Cause cause(RunHistory run, Symptoms symptoms, int layer) {
        LayerTrend trend = run.layers().get(layer);
        return new Cause(
                "learning-rate-too-high",
                confidence(run, symptoms, trend),
                "Updates were as large as " + Figures.percent(trend.peakUpdateRatio())
                        + " of the weights of " + run.spokenLayer(layer)
                        + " in one iteration (0.1 % is healthy), at a learning rate of "
                        + Figures.show(run.layer(layer).getLearningRate())
                        + momentum(run.layer(layer)) + ". Such steps throw weights to where units saturate or die.",
                fix(run, layer),
                symptoms.among(
                        "learning-rate-too-high",
                        "loss-divergence",
                        "loss-oscillation",
                        "loss-spike",
                        "loss-plateau",
                        "output-collapse",
                        "vanishing-gradient",
                        "exploding-gradient",
                        "saturated-activation",
                        "dead-relu",
                        "non-finite"));
    }

    private static double confidence(RunHistory run, Symptoms symptoms, LayerTrend trend) {
        double size = trend.peakUpdateRatio() > HUGE ? 0.2 : 0;
        double thrown = THROWN.stream().anyMatch(symptoms::has) ? 0.25 : 0;
        double grown = hasBlownUp(run) ? 0.1 : 0;
        return Math.min(MOST, 0.5 + size + thrown + grown);
    }

    /** Whether steps have made the weights of a layer many times what they were: what they do now is the steps' doing. */
    static boolean hasBlownUp(RunHistory run) {
        return run.weightLayers().stream()
                .map(run.layers()::get)
                .anyMatch(layer ->
                        layer.peakUpdateRatio() > LARGE && layer.weightRms() > GROWN * layer.initialWeightRms());
    }

    private static String momentum(Layer layer) {
        return layer.getUpdater().equals("Nesterovs")
                ? " with momentum, which adds up steps of one direction, of 0.9 to ten times their size"
                : "";
    }

    private static String fix(RunHistory run, int layer) {
        double rate = run.layer(layer).getLearningRate();
        String updater = run.layer(layer).getUpdater();
        return ".updater(new " + (updater.isEmpty() ? "Adam" : updater) + "(" + code(rate > 0 ? rate / 10 : 1e-3)
                + ")) // a tenth of what it is";
    }

    /** A number as Java source has it: {@code 0.001}, {@code 1.0E-5}. */
    private static String code(double value) {
        return Double.toString(Double.parseDouble(String.format(Locale.ROOT, "%.3g", value)));
    }
}
