package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.LayerTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Steps so large that a layer is rewritten within ten of them, and nothing is learned.
 *
 * <p>Fires when a layer's rolling update:parameter ratio is above {@value #LARGE} (TheDeepChecker's upper limit; about
 * 1e-3 is healthy) after {@value #STEPS} steps, more where mini-batches have fewer than 16 examples, without anything
 * learned and without a falling loss or answers that spread apart; or when it was that large at some time and the loss
 * has diverged or oscillates. Large steps alone are no fault: Adam rewrites small weights in its first iterations, and a
 * network that learns with them is silent. A layer whose weights have shrunk to under a tenth of what they were has a
 * large ratio because of that, and does not count.
 *
 * <p>Resolves when no ratio is above {@value #USUAL} or the network has learned something.
 */
public final class LearningRateTooHighDetector implements Detector {

    static final double LARGE = 0.1;
    static final double USUAL = 0.03;
    static final int STEPS = 250;
    static final int WARM_UP = 100;
    private static final double SHRUNK = 0.1;

    @Override
    public String kind() {
        return "learning-rate-too-high";
    }

    @Override
    public Persistence persistence() {
        return new Persistence(30, 20);
    }

    @Override
    public Verdict look(RunHistory run) {
        if (run.steps() < WARM_UP) {
            return Verdict.unclear();
        }
        if (Learning.isPresent(run) || (fastest(run, USUAL).isEmpty() && !hasLostItsWay(run))) {
            return Verdict.absent();
        }
        return layer(run).map(layer -> Verdict.present(symptom(run, layer))).orElseGet(Verdict::unclear);
    }

    private static Optional<Integer> layer(RunHistory run) {
        if (!(run.skill() < Learning.NOTHING)) {
            return Optional.empty();
        }
        Optional<Integer> now = fastest(run, LARGE)
                .filter(layer -> LossPlateauDetector.hasMade(STEPS, run) && LossPlateauDetector.stands(run));
        return now.isPresent() || !hasLostItsWay(run) ? now : onceFastest(run);
    }

    private static boolean hasLostItsWay(RunHistory run) {
        return LossDivergenceDetector.isPresent(run) || LossOscillationDetector.isPresent(run);
    }

    private static Optional<Integer> fastest(RunHistory run, double above) {
        return run.weightLayers().stream()
                .filter(i -> run.layers().get(i).updateRatio() > above)
                .filter(i -> !hasShrunk(run.layers().get(i)))
                .max(Comparator.comparingDouble(i -> run.layers().get(i).updateRatio()));
    }

    private static Optional<Integer> onceFastest(RunHistory run) {
        return run.weightLayers().stream()
                .filter(i -> run.layers().get(i).peakUpdateRatio() > LARGE)
                .filter(i -> !hasShrunk(run.layers().get(i)))
                .max(Comparator.comparingDouble(i -> run.layers().get(i).peakUpdateRatio()));
    }

    private static boolean hasShrunk(LayerTrend layer) {
        return layer.weightRms() < SHRUNK * layer.initialWeightDeviation();
    }

    private static Symptom symptom(RunHistory run, int layer) {
        LayerTrend trend = run.layers().get(layer);
        return new Symptom(
                "learning-rate-too-high",
                "",
                Severity.WARNING,
                List.of(run.layerName(layer)),
                "An update changes the weights of " + run.spokenLayer(layer) + " by "
                        + Figures.percent(trend.updateRatio()) + " of their size, at most "
                        + Figures.percent(trend.peakUpdateRatio()) + " (0.1 % is healthy), and nothing is learned.",
                Evidence.of("update_ratio", trend.updateRatio())
                        .and("peak_update_ratio", trend.peakUpdateRatio())
                        .and("learning_rate", run.layer(layer).getLearningRate())
                        .and("relative_loss", run.lossTrend().median())
                        .andSkillOf(run)
                        .numbers());
    }
}
