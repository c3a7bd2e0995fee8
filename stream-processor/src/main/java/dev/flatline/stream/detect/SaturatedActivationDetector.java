package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * A hidden layer of sigmoids or tanhs sits at its limits, where the slope, and so the gradient, is next to nothing.
 *
 * <p>Fires when more than {@link #MOST} (0.7) of a hidden layer's activations are saturated in a network that has learned
 * nothing; output layers are left out, since a confident output should saturate. Resolves below {@link #FEW}, or when
 * the network has learned something.
 */
public final class SaturatedActivationDetector implements Detector {

    private static final String KIND = "saturated-activation";

    static final Threshold MOST = new Threshold(
            KIND, "most", 0.7, Unit.SHARE, "fires when more of a hidden layer's activations are at their limits");
    static final Threshold FEW =
            new Threshold(KIND, "few", 0.5, Unit.SHARE, "resolves when less are in every hidden layer").notAbove(MOST);

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
        return List.of(MOST, FEW);
    }

    @Override
    public Verdict look(RunHistory run) {
        if (Learning.isWarmingUp(run)) {
            return Verdict.unclear();
        }
        if (Learning.isPresent(run) || above(run, FEW.of(run)).isEmpty()) {
            return Verdict.absent();
        }
        List<Integer> saturated = above(run, MOST.of(run));
        return !saturated.isEmpty() && Learning.isAbsent(run)
                ? Verdict.present(symptom(run, saturated))
                : Verdict.unclear();
    }

    private static List<Integer> above(RunHistory run, double share) {
        return run.hiddenLayers().stream()
                .filter(i -> run.layers().get(i).saturated() > share)
                .toList();
    }

    private static Symptom symptom(RunHistory run, List<Integer> saturated) {
        int first = saturated.get(0);
        double share = run.layers().get(first).saturated();
        return new Symptom(
                KIND,
                "",
                Severity.WARNING,
                saturated.stream().map(run::layerName).toList(),
                Figures.percent(share) + " of the " + run.layer(first).getActivation()
                        + " activations of " + run.spokenLayer(first)
                        + " are at their limits, where they pass no gradient back.",
                Evidence.of("saturated_share", share)
                        .and(
                                "between_example_deviation",
                                run.layers().get(first).betweenExampleDeviation())
                        .andSkillOf(run)
                        .numbers());
    }
}
