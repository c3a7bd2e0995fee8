package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.LayerTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.Comparator;
import java.util.List;

/**
 * The weights no longer move, although there is something left to learn.
 *
 * <p>Fires when the update:parameter ratio (root mean square of the applied update divided by that of the weights) of
 * every weight layer is below {@link #STILL} (1e-6). Around 1e-3 is healthy; at 1e-6 a weight needs a million iterations to
 * change by its own size. Resolves above {@link #MOVING} (1e-5) in some layer, or when the network has learned something.
 */
public final class WeightStagnationDetector implements Detector {

    private static final String KIND = "weight-stagnation";

    static final Threshold MOVING =
            new Threshold(KIND, "moving", 1e-5, Unit.RATIO, "resolves when it changes some layer by more");
    static final Threshold STILL = new Threshold(
                    KIND, "still", 1e-6, Unit.RATIO, "fires when an update changes every layer by less of its size")
            .notAbove(MOVING);

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
        return List.of(STILL, MOVING);
    }

    @Override
    public Verdict look(RunHistory run) {
        if (Learning.isWarmingUp(run) || run.weightLayers().isEmpty()) {
            return Verdict.unclear();
        }
        LayerTrend fastest = run.weightLayers().stream()
                .map(run.layers()::get)
                .max(Comparator.comparingDouble(LayerTrend::updateRatio))
                .orElseThrow();
        if (Learning.isPresent(run) || fastest.updateRatio() > MOVING.of(run)) {
            return Verdict.absent();
        }
        return fastest.updateRatio() < STILL.of(run) && Learning.isAbsent(run)
                ? Verdict.present(symptom(run, fastest))
                : Verdict.unclear();
    }

    private static Symptom symptom(RunHistory run, LayerTrend fastest) {
        List<String> names = run.weightLayers().stream().map(run::layerName).toList();
        return new Symptom(
                KIND,
                "",
                Severity.WARNING,
                names,
                "The weights stand still: even the fastest layer changes by only "
                        + Figures.show(fastest.updateRatio())
                        + " of its size an iteration (about 1e-3 is healthy).",
                Evidence.of("largest_update_ratio", fastest.updateRatio())
                        .and("gradient_rms", fastest.gradientRms())
                        .andSkillOf(run)
                        .numbers());
    }
}
