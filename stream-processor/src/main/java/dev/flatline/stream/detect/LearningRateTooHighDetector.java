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
import java.util.Optional;

/**
 * Steps so large that a layer is rewritten within ten of them, and nothing is learned.
 *
 * <p>Fires when a layer's rolling update:parameter ratio is above {@link #LARGE} (0.1; TheDeepChecker's upper limit; about
 * 1e-3 is healthy) after {@link #STEPS} (250) steps, more where mini-batches have fewer than 16 examples, without anything
 * learned and without a falling loss or answers that spread apart; or when it was that large at some time and the loss
 * has diverged or oscillates. Large steps alone are no fault: Adam rewrites small weights in its first iterations, and a
 * network that learns with them is silent. A layer whose weights have shrunk to under a tenth of what they were has a
 * large ratio because of that, and does not count.
 *
 * <p>Resolves when no ratio is above {@link #USUAL} (0.03) or the network has learned something.
 */
public final class LearningRateTooHighDetector implements Detector {

    private static final String KIND = "learning-rate-too-high";

    static final Threshold LARGE =
            new Threshold(KIND, "large", 0.1, Unit.RATIO, "fires when an update changes a layer by more of its size");
    static final Threshold USUAL =
            new Threshold(KIND, "usual", 0.03, Unit.RATIO, "resolves when it changes every layer by less");
    static final Threshold STEPS = new Threshold(KIND, "steps", 250, Unit.STEPS, "and nothing was learned in so many");
    static final Threshold WARM_UP = new Threshold(KIND, "warm-up", 100, Unit.STEPS, "before so many it is not judged");
    static final Threshold SHRUNK = new Threshold(
            KIND, "shrunk", 0.1, Unit.RATIO, "a layer whose weights are less of what they were does not count");

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
        return List.of(LARGE, USUAL, STEPS, WARM_UP, SHRUNK);
    }

    @Override
    public Verdict look(RunHistory run) {
        if (run.steps() < WARM_UP.of(run)) {
            return Verdict.unclear();
        }
        if (Learning.isPresent(run) || (fastest(run, USUAL.of(run)).isEmpty() && !hasLostItsWay(run))) {
            return Verdict.absent();
        }
        return layer(run).map(layer -> Verdict.present(symptom(run, layer))).orElseGet(Verdict::unclear);
    }

    private static Optional<Integer> layer(RunHistory run) {
        if (!(run.skill() < Learning.nothing(run))) {
            return Optional.empty();
        }
        Optional<Integer> now = fastest(run, LARGE.of(run))
                .filter(layer -> LossPlateauDetector.hasMade(STEPS.of(run), run) && LossPlateauDetector.stands(run));
        return now.isPresent() || !hasLostItsWay(run) ? now : onceFastest(run);
    }

    private static boolean hasLostItsWay(RunHistory run) {
        return LossDivergenceDetector.isPresent(run) || LossOscillationDetector.isPresent(run);
    }

    private static Optional<Integer> fastest(RunHistory run, double above) {
        return run.weightLayers().stream()
                .filter(i -> run.layers().get(i).updateRatio() > above)
                .filter(i -> !hasShrunk(run, i))
                .max(Comparator.comparingDouble(i -> run.layers().get(i).updateRatio()));
    }

    private static Optional<Integer> onceFastest(RunHistory run) {
        return run.weightLayers().stream()
                .filter(i -> run.layers().get(i).peakUpdateRatio() > LARGE.of(run))
                .filter(i -> !hasShrunk(run, i))
                .max(Comparator.comparingDouble(i -> run.layers().get(i).peakUpdateRatio()));
    }

    private static boolean hasShrunk(RunHistory run, int position) {
        LayerTrend layer = run.layers().get(position);
        return layer.weightRms() < SHRUNK.of(run) * layer.initialWeightDeviation();
    }

    private static Symptom symptom(RunHistory run, int layer) {
        LayerTrend trend = run.layers().get(layer);
        return new Symptom(
                KIND,
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
