package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.LayerTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * The gradient no longer reaches a layer.
 *
 * <p>A layer's gradient has vanished when its root mean square is below {@link #OF_LAST} (1e-3) of the last weight layer's
 * (lost on the way back; AutoTrainer, ICSE 2021, uses the same ratio), or below {@link #OF_PEAK} (1e-3) of its own greatest
 * rolling value (lost in time). Ratios, so that neither batch size nor width nor the scale of the loss matters. Raw
 * gradients, before the updater: Adam and its kin keep updates of a normal size long after the gradient has gone.
 *
 * <p>Counts only in a network that has learned nothing: tiny gradients are what convergence looks like. Resolves when
 * every layer is above {@link #RECOVERED} (10) times its threshold or the network has learned something.
 */
public final class VanishingGradientDetector implements Detector {

    private static final String KIND = "vanishing-gradient";

    static final Threshold OF_LAST = new Threshold(
            KIND, "of-last", 1e-3, Unit.RATIO, "fires when a layer's gradient is less of the last weight layer's");
    static final Threshold OF_PEAK = new Threshold(
            KIND, "of-peak", 1e-3, Unit.RATIO, "fires when a layer's gradient is less of its own greatest");
    static final Threshold RECOVERED = new Threshold(
            KIND, "recovered", 10, Unit.RATIO, "resolves when every layer is above so many times these two");

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Persistence persistence() {
        return new Persistence(30, 20);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(OF_LAST, OF_PEAK, RECOVERED);
    }

    @Override
    public Verdict look(RunHistory run) {
        List<Integer> layers = run.weightLayers();
        if (Learning.isWarmingUp(run) || layers.isEmpty()) {
            return Verdict.unclear();
        }
        if (Learning.isPresent(run)) {
            return Verdict.absent();
        }
        List<Integer> vanished = vanished(run, 1);
        if (vanished.isEmpty()) {
            return vanished(run, RECOVERED.of(run)).isEmpty() ? Verdict.absent() : Verdict.unclear();
        }
        return Learning.isAbsent(run) ? Verdict.present(symptom(run, vanished)) : Verdict.unclear();
    }

    private static List<Integer> vanished(RunHistory run, double factor) {
        double last = lastGradient(run);
        return run.weightLayers().stream()
                .filter(i -> isBelow(run.layers().get(i), factor * OF_LAST.of(run) * last, factor * OF_PEAK.of(run)))
                .toList();
    }

    private static boolean isBelow(LayerTrend layer, double limit, double ofPeak) {
        double gradient = layer.gradientRms();
        return gradient < limit || gradient < ofPeak * layer.peakGradientRms();
    }

    private static double lastGradient(RunHistory run) {
        List<Integer> layers = run.weightLayers();
        return run.layers().get(layers.get(layers.size() - 1)).gradientRms();
    }

    private static Symptom symptom(RunHistory run, List<Integer> vanished) {
        LayerTrend first = run.layers().get(vanished.get(0));
        List<String> names = vanished.stream().map(run::layerName).toList();
        return new Symptom(
                KIND,
                "",
                Severity.CRITICAL,
                names,
                "The gradient no longer reaches " + run.spokenLayers(vanished) + ": at "
                        + run.spokenLayer(vanished.get(0)) + " it is "
                        + Figures.show(first.gradientRms()) + ", against "
                        + Figures.show(lastGradient(run)) + " at the last layer and "
                        + Figures.show(first.peakGradientRms()) + " at its own peak.",
                Evidence.of("gradient_rms", first.gradientRms())
                        .and("last_layer_gradient_rms", lastGradient(run))
                        .and("peak_gradient_rms", first.peakGradientRms())
                        .and("update_ratio", first.updateRatio())
                        .andSkillOf(run)
                        .numbers());
    }
}
