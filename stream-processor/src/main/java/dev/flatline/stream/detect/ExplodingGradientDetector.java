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
 * Gradients have grown far beyond what they were, and the loss with them.
 *
 * <p>A layer's gradient has exploded when its rolling root mean square is above {@link #OF_EARLY} (100) times that of the
 * run's first 20 steps. Growth alone is not enough: gradients also grow when a network leaves a plateau and begins to
 * learn. So the loss must be worse than it was: above {@link #WORSE} (2) times its early value, and, where it is known,
 * above the best constant answer's. Resolves when the gradient is back below a tenth of the threshold or the network
 * has learned something.
 */
public final class ExplodingGradientDetector implements Detector {

    private static final String KIND = "exploding-gradient";

    static final Threshold OF_EARLY = new Threshold(
            KIND,
            "of-early",
            100,
            Unit.RATIO,
            "fires when a layer's gradient is above so many times that of the first 20 steps");
    static final Threshold WORSE = new Threshold(
            KIND, "worse", 2, Unit.RATIO, "fires when the score is above so many times its early value, too");

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Persistence persistence() {
        return new Persistence(3, 20);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(OF_EARLY, WORSE);
    }

    @Override
    public Verdict look(RunHistory run) {
        if (Learning.isWarmingUp(run)) {
            return Verdict.unclear();
        }
        if (Learning.isPresent(run) || exploded(run, OF_EARLY.of(run) / 10).isEmpty()) {
            return Verdict.absent();
        }
        List<Integer> exploded = exploded(run, OF_EARLY.of(run));
        return !exploded.isEmpty() && isWorse(run) ? Verdict.present(symptom(run, exploded)) : Verdict.unclear();
    }

    private static List<Integer> exploded(RunHistory run, double factor) {
        return run.weightLayers().stream()
                .filter(i -> hasExploded(run.layers().get(i), factor))
                .toList();
    }

    private static boolean hasExploded(LayerTrend layer, double factor) {
        return layer.gradientRms() > factor * layer.earlyGradientRms();
    }

    private static boolean isWorse(RunHistory run) {
        boolean worseThanConstant = !(run.loss() < run.bestConstantLoss());
        return worseThanConstant && run.score() > WORSE.of(run) * Math.abs(run.earlyScore());
    }

    private static Symptom symptom(RunHistory run, List<Integer> exploded) {
        LayerTrend layer = run.layers().get(exploded.get(0));
        return new Symptom(
                KIND,
                "",
                Severity.CRITICAL,
                exploded.stream().map(run::layerName).toList(),
                "Gradients have exploded: at " + run.spokenLayer(exploded.get(0)) + " from "
                        + Figures.show(layer.earlyGradientRms()) + " to "
                        + Figures.show(layer.gradientRms()) + ", and the loss from "
                        + Figures.show(run.earlyScore()) + " to " + Figures.show(run.score()) + ".",
                Evidence.of("gradient_rms", layer.gradientRms())
                        .and("early_gradient_rms", layer.earlyGradientRms())
                        .and("score", run.score())
                        .and("early_score", run.earlyScore())
                        .and("update_ratio", layer.updateRatio())
                        .andSkillOf(run)
                        .numbers());
    }
}
