package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * Steps so small that at this pace nothing will be learned in any time worth waiting.
 *
 * <p>All of these: the median layer's update:parameter ratio is below {@value #SLOW}, so that weights need a hundred
 * thousand iterations to change by their own size; they have gone less than {@value #NEAR} of it so far, so the network
 * is still where it began; the pace is not growing, as it does in a warm-up; nothing has been learned in {@value #STEPS}
 * steps, and along the Theil–Sen slope of the loss it would take more than {@value #LONGER} times the steps made so far
 * to get anywhere; a gradient arrives, and the answers differ, so that larger steps would lead somewhere.
 *
 * <p>Resolves when the pace is above {@value #MOVING} or the network has learned something. A wide network learns with
 * small changes of its weights, but then its loss falls; a vanished gradient makes small steps too, but is its own alert.
 */
public final class LearningRateTooLowDetector implements Detector {

    static final double SLOW = 1e-5;
    static final double MOVING = 1e-4;
    static final double NEAR = 0.1;
    static final double GROWING = 1.1;
    static final double LONGER = 10;
    static final int STEPS = 200;
    private static final VanishingGradientDetector VANISHING = new VanishingGradientDetector();

    @Override
    public String kind() {
        return "learning-rate-too-low";
    }

    @Override
    public Persistence persistence() {
        return new Persistence(50, 20);
    }

    @Override
    public Verdict look(RunHistory run) {
        if (run.steps() < STEPS || Double.isNaN(run.pace().now())) {
            return Verdict.unclear();
        }
        if (Learning.isPresent(run) || run.pace().now() > MOVING) {
            return Verdict.absent();
        }
        return creeps(run) && leadsNowhere(run) && isSteered(run) ? Verdict.present(symptom(run)) : Verdict.unclear();
    }

    private static boolean creeps(RunHistory run) {
        return run.pace().now() < SLOW && run.pace().way() < NEAR && run.pace().growth() < GROWING;
    }

    private static boolean leadsNowhere(RunHistory run) {
        return run.skill() < Learning.NOTHING && stepsToGo(run) > LONGER * run.steps();
    }

    private static boolean isSteered(RunHistory run) {
        boolean arrives =
                run.weightLayers().stream().allMatch(i -> run.layers().get(i).gradientRms() > 0);
        return arrives
                && run.outputDiversity() > Learning.SAME_ANSWER
                && VANISHING.look(run).symptom().isEmpty();
    }

    private static double stepsToGo(RunHistory run) {
        return run.lossTrend().stepsTo(1 - Learning.NOTHING);
    }

    private static Symptom symptom(RunHistory run) {
        double pace = run.pace().now();
        return new Symptom(
                "learning-rate-too-low",
                "",
                Severity.WARNING,
                List.of(),
                "An update changes the weights by only " + Figures.show(pace)
                        + " of their size (about 1e-3 is healthy): after " + run.steps()
                        + " iterations they are where they began, and nothing is learned.",
                Evidence.of("update_ratio", pace)
                        .and("way_of_weights", run.pace().way())
                        .and("steps_to_go", stepsToGo(run))
                        .and("relative_loss", run.lossTrend().median())
                        .andSkillOf(run)
                        .numbers());
    }
}
