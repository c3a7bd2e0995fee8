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
 * Steps so small that at this pace nothing will be learned in any time worth waiting.
 *
 * <p>All of these: the median layer's update:parameter ratio is below {@link #SLOW} (1e-5), so that weights need a hundred
 * thousand iterations to change by their own size; they have gone less than {@link #NEAR} (0.1) of it so far, so the network
 * is still where it began; the pace is not growing, as it does in a warm-up; nothing has been learned in {@link #STEPS} (200)
 * steps, and along the Theil–Sen slope of the loss it would take more than {@link #LONGER} (10) times the steps made so far
 * to get anywhere; a gradient arrives, and the answers differ, so that larger steps would lead somewhere.
 * Variant {@code decayed}: however far the weights have gone, the learning rate in force is below {@link #DECAYED} (0.01) of
 * what it has been in every layer, the ratio is below {@link #SLOW}, and the rest holds.
 *
 * <p>Resolves when the pace is above {@link #MOVING} (1e-4) or the network has learned something. A wide network learns with
 * small changes of its weights, but then its loss falls; a vanished gradient makes small steps too, but is its own alert.
 */
public final class LearningRateTooLowDetector implements Detector {

    private static final String KIND = "learning-rate-too-low";

    static final Threshold SLOW = new Threshold(
            KIND, "slow", 1e-5, Unit.RATIO, "fires when an update changes the median layer by less of its size");
    static final Threshold MOVING =
            new Threshold(KIND, "moving", 1e-4, Unit.RATIO, "resolves when it changes it by more");
    static final Threshold NEAR =
            new Threshold(KIND, "near", 0.1, Unit.RATIO, "and the weights have gone less of their size so far");
    static final Threshold GROWING = new Threshold(KIND, "growing", 1.1, Unit.RATIO, "and the pace grows by less");
    static final Threshold LONGER = new Threshold(
            KIND, "longer", 10, Unit.RATIO, "and learning anything would take so many times the steps made");
    static final Threshold STEPS = new Threshold(KIND, "steps", 200, Unit.STEPS, "before so many it is not judged");
    static final Threshold DECAYED = new Threshold(
            KIND, "decayed", 0.01, Unit.RATIO, "decayed: the learning rate is less of the greatest it has been");
    private static final VanishingGradientDetector VANISHING = new VanishingGradientDetector();

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Persistence persistence() {
        return new Persistence(50, 20);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(SLOW, MOVING, NEAR, GROWING, LONGER, STEPS, DECAYED);
    }

    @Override
    public Verdict look(RunHistory run) {
        if (Learning.isWarmingUp(run) || Double.isNaN(run.pace().now())) {
            return Verdict.unclear();
        }
        if (Learning.isPresent(run) || run.pace().now() > MOVING.of(run)) {
            return Verdict.absent();
        }
        if (!leadsNowhere(run) || !isSteered(run)) {
            return Verdict.unclear();
        }
        if (hasDecayed(run)) {
            return Verdict.present(symptom(run, "decayed", decayed(run)));
        }
        return creeps(run) ? Verdict.present(symptom(run, "", low(run))) : Verdict.unclear();
    }

    private static boolean creeps(RunHistory run) {
        return run.steps() >= STEPS.of(run)
                && run.pace().now() < SLOW.of(run)
                && run.pace().way() < NEAR.of(run)
                && run.pace().growth() < GROWING.of(run);
    }

    private static boolean hasDecayed(RunHistory run) {
        return run.pace().now() < SLOW.of(run)
                && run.weightLayers().stream()
                        .map(run.layers()::get)
                        .allMatch(layer -> layer.learningRate() < DECAYED.of(run) * layer.greatestLearningRate());
    }

    private static boolean leadsNowhere(RunHistory run) {
        return run.skill() < Learning.nothing(run) && stepsToGo(run) > LONGER.of(run) * run.steps();
    }

    private static boolean isSteered(RunHistory run) {
        boolean arrives =
                run.weightLayers().stream().allMatch(i -> run.layers().get(i).gradientRms() > 0);
        return arrives
                && run.outputDiversity() > Learning.sameAnswer(run)
                && VANISHING.look(run).symptom().isEmpty();
    }

    private static double stepsToGo(RunHistory run) {
        return run.lossTrend().stepsTo(1 - Learning.nothing(run));
    }

    private static String low(RunHistory run) {
        return "An update changes the weights by only "
                + Figures.show(run.pace().now())
                + " of their size (about 1e-3 is healthy): after " + run.steps()
                + " iterations they are where they began, and nothing is learned.";
    }

    private static String decayed(RunHistory run) {
        LayerTrend layer = run.layers().get(run.weightLayers().get(0));
        return "The learning rate has fallen from " + Figures.show(layer.greatestLearningRate()) + " to "
                + Figures.show(layer.learningRate()) + " before anything was learned: an update changes the weights by"
                + " only " + Figures.show(run.pace().now()) + " of their size (about 1e-3 is healthy).";
    }

    private static Symptom symptom(RunHistory run, String variant, String message) {
        return new Symptom(
                KIND,
                variant,
                Severity.WARNING,
                List.of(),
                message,
                Evidence.of("update_ratio", run.pace().now())
                        .and(
                                "learning_rate",
                                run.layers().get(run.weightLayers().get(0)).learningRate())
                        .and("way_of_weights", run.pace().way())
                        .and("steps_to_go", stepsToGo(run))
                        .and("relative_loss", run.lossTrend().median())
                        .andSkillOf(run)
                        .numbers());
    }
}
