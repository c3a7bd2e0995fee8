package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * Most units of a rectified layer have given 0 to every one of the last 500 or more examples, and so learn nothing.
 *
 * <p>Fires above {@value #MOST} of a layer's units in a network that has learned nothing. Many zeros are not many dead
 * units: a healthy ReLU layer gives 60 to 90 % zeros, but different ones to different examples. Resolves below
 * {@value #FEW}, or when the network has learned something.
 */
public final class DeadReluDetector implements Detector {

    static final double MOST = 0.7;
    static final double FEW = 0.5;
    private static final double ALL = 0.99;

    @Override
    public String kind() {
        return "dead-relu";
    }

    @Override
    public Persistence persistence() {
        return new Persistence(10, 20);
    }

    @Override
    public Verdict look(RunHistory run) {
        if (Learning.isWarmingUp(run)) {
            return Verdict.unclear();
        }
        if (Learning.isPresent(run) || above(run, FEW).isEmpty()) {
            return Verdict.absent();
        }
        List<Integer> dead = above(run, MOST);
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
                "dead-relu",
                "",
                share > ALL ? Severity.CRITICAL : Severity.WARNING,
                dead.stream().map(run::layerName).toList(),
                Figures.percent(share) + " of the " + run.layer(worst).getActivation() + " units of "
                        + run.spokenLayer(worst) + " give 0 to every example: no gradient passes through them.",
                Evidence.of("dead_share", share)
                        .and("peak_update_ratio", run.layers().get(worst).peakUpdateRatio())
                        .andSkillOf(run)
                        .numbers());
    }
}
