package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.InputTrend;
import dev.flatline.stream.trend.LossTrend;
import dev.flatline.stream.trend.RunHistory;
import dev.flatline.stream.trend.UsualScale;
import java.util.List;
import java.util.Optional;

/**
 * An input that has left the scale it had, in a run that has lost by it: variant {@code changed} of unscaled-input.
 *
 * <p>{@link #BATCHES} mini-batches in a row are of a foreign scale (see {@link UsualScale}), and something had been learned, and
 * the median of the last ten losses is worse than the best rolling loss by {@link #LOST} of what a constant answer costs. A
 * change that does no harm, as in front of a batch normalisation, is silent, and so is one that may be the cure.
 */
final class ForeignScale {

    private static final String KIND = "unscaled-input";

    static final Threshold BATCHES =
            new Threshold(KIND, "batches", 5, Unit.COUNT, "changed: so many mini-batches are of another scale");
    static final Threshold LOST =
            new Threshold(KIND, "lost", 0.1, Unit.SKILL, "changed: and the skill is lower than it was by so much");

    private ForeignScale() {}

    static Optional<InputTrend> of(RunHistory run) {
        return run.inputs().stream()
                .filter(input -> input.scale().foreignFor() >= BATCHES.of(run))
                .filter(input -> hasLost(run))
                .findFirst();
    }

    private static boolean hasLost(RunHistory run) {
        LossTrend loss = run.lossTrend();
        boolean hadLearned = 1 - loss.best() > Learning.nothing(run);
        return hadLearned && loss.newest() > loss.best() + LOST.of(run);
    }

    static Symptom symptom(RunHistory run, InputTrend input) {
        UsualScale scale = input.scale();
        return new Symptom(
                KIND,
                "changed",
                Severity.WARNING,
                List.of(),
                "The inputs have left their scale: their root mean square is " + Figures.show(scale.last())
                        + " since " + scale.foreignFor() + " mini-batches, and was "
                        + Figures.show(scale.usual()) + " before.",
                Evidence.of("input_rms", scale.last())
                        .and("usual_input_rms", scale.usual())
                        .and("foreign_batches", (double) scale.foreignFor())
                        .and("best_relative_loss_of_100", run.lossTrend().best())
                        .andSkillOf(run)
                        .numbers());
    }
}
