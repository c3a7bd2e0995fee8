package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.LossTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * The loss goes up and down from one iteration to the next by more than the choice of mini-batches explains, and
 * nothing is learned.
 *
 * <p>What the choice explains: the loss of a best constant answer differs between examples by about its own size
 * (1.4 times for the squared error of a normal variable, 2 times for labels of which one in ten differs), and so between
 * mini-batches of {@code n} examples by at most 2 / √n of it. A swing above {@link #BEYOND} (3) times that is
 * the network's own, and so is one above it alone that goes up and down in turn (correlation of neighbours below
 * {@link #IN_TURN}, -0.5): gradient descent does so at a learning rate above 2 / the greatest curvature. The swing is a
 * median, so that most steps must swing.
 *
 * <p>Resolves when the swing is below half of what is explained, or the network has learned something. Says nothing
 * where no best constant answer is known, as of adversarial networks with labels that never differ.
 */
public final class LossOscillationDetector implements Detector {

    private static final String KIND = "loss-oscillation";

    static final Threshold BEYOND = new Threshold(
            KIND, "beyond", 3, Unit.RATIO, "fires when the loss swings by more times what mini-batches explain");
    static final Threshold IN_TURN = new Threshold(
            KIND,
            "in-turn",
            -0.5,
            Unit.CORRELATION,
            "or when it swings by more than that, and neighbours correlate by less");

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
        return List.of(BEYOND, IN_TURN);
    }

    @Override
    public Verdict look(RunHistory run) {
        LossTrend loss = run.lossTrend();
        if (Double.isNaN(loss.swing())) {
            return Verdict.unclear();
        }
        if (Learning.isPresent(run) || loss.swing() < loss.noise() / 2) {
            return Verdict.absent();
        }
        return isPresent(run) ? Verdict.present(symptom(run)) : Verdict.unclear();
    }

    /** Whether the loss swings with nothing learned, for detectors that look for the cause. */
    static boolean isPresent(RunHistory run) {
        LossTrend loss = run.lossTrend();
        boolean swings = loss.swing() > BEYOND.of(run) * loss.noise()
                || (loss.swing() > loss.noise() && loss.correlation() < IN_TURN.of(run));
        return swings && 1 - loss.median() < Learning.nothing(run) && run.skill() < Learning.nothing(run);
    }

    private static Symptom symptom(RunHistory run) {
        LossTrend loss = run.lossTrend();
        return new Symptom(
                KIND,
                "",
                Severity.WARNING,
                List.of(),
                "The loss jumps by " + Figures.show(loss.swing())
                        + " times the loss of a constant answer from one iteration to the next; mini-batches of "
                        + Figures.show(loss.batch()) + " explain at most " + Figures.show(loss.noise()) + ".",
                Evidence.of("swing", loss.swing())
                        .and("explained_by_sampling", loss.noise())
                        .and("correlation_of_neighbours", loss.correlation())
                        .and("relative_loss", loss.median())
                        .andSkillOf(run)
                        .numbers());
    }
}
