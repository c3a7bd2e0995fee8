package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * Most units of a rectified layer have given 0 to every one of the last 500 or more examples, and so learn nothing.
 *
 * <p>Fires above {@link #MOST} (0.7) of a layer's units in a network that has learned nothing. Many zeros are not many dead
 * units: a healthy ReLU layer gives 60 to 90 % zeros, but different ones to different examples. Resolves below
 * {@link #FEW}, or when the network has learned something.
 */
public final class DeadReluDetector implements Detector {

    private static final String KIND = "dead-relu";

    static final Threshold MOST =
            new Threshold(KIND, "most", 0.7, Unit.SHARE, "fires when more of a layer's units give 0 to every example");
    static final Threshold FEW =
            new Threshold(KIND, "few", 0.5, Unit.SHARE, "resolves when less do in every layer").notAbove(MOST);
    static final Threshold ALL =
            new Threshold(KIND, "all", 0.99, Unit.SHARE, "critical when more do, and a warning below");

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Persistence persistence() {
        return new Persistence(10, 20);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(MOST, FEW, ALL);
    }

    @Override
    public Verdict look(RunHistory run) {
        if (Learning.isWarmingUp(run)) {
            return Verdict.unclear();
        }
        if (Learning.isPresent(run) || above(run, FEW.of(run)).isEmpty()) {
            return Verdict.absent();
        }
        List<Integer> dead = above(run, MOST.of(run));
        return !dead.isEmpty() && Learning.isAbsent(run) ? Verdict.present(symptom(run, dead)) : Verdict.unclear();
    }

    private static List<Integer> above(RunHistory run, double share) {
        return run.hiddenLayers().stream()
                .filter(i -> run.layers().get(i).dead() > share)
                .toList();
    }

    private static Symptom symptom(RunHistory run, List<Integer> dead) {
        int worst = dead.stream()
                .max((a, b) -> Double.compare(
                        run.layers().get(a).dead(), run.layers().get(b).dead()))
                .orElseThrow();
        double share = run.layers().get(worst).dead();
        return new Symptom(
                KIND,
                "",
                share > ALL.of(run) ? Severity.CRITICAL : Severity.WARNING,
                dead.stream().map(run::layerName).toList(),
                Figures.percent(share) + " of the " + run.layer(worst).getActivation() + " units of "
                        + run.spokenLayer(worst) + " give 0 to every example: no gradient passes through them.",
                Evidence.of("dead_share", share)
                        .and("peak_update_ratio", run.layers().get(worst).peakUpdateRatio())
                        .andSkillOf(run)
                        .numbers());
    }
}
