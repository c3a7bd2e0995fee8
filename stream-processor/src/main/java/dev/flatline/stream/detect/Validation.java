package dev.flatline.stream.detect;

import dev.flatline.stream.trend.MetricTrend;
import dev.flatline.stream.trend.OutputTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * What a training found when it evaluated its model, as skill: 1 is perfect, 0 is worth no more than a constant answer.
 *
 * <p>Of a loss, skill is 1 - loss / loss of the best constant answer, both in the unit of the score: score and loss of
 * the first steps give the factor between the units. Of a mean squared error, it is 1 - error / variance of the labels
 * (R²); of an accuracy, what it is above the share of the most frequent label, divided by what that leaves to be
 * reached. The first of these that is known counts.
 *
 * @param best the best skill there has been
 * @param last the skill at the last evaluation; the worst of them where there were several
 * @param sinceBest evaluations after the best
 */
public record Validation(double best, double last, int sinceBest) {

    /** Nothing where the run was not evaluated, or where its skill cannot be told. */
    public static Optional<Validation> of(RunHistory run) {
        return of(run.evaluations().loss(), loss -> 1 - loss / bestConstantScore(run))
                .or(() -> of(run.evaluations().squaredError(), error -> 1 - error / labelVariance(run)))
                .or(() -> of(run.evaluations().accuracy(), accuracy -> aboveChance(accuracy, largestShare(run))));
    }

    private static Optional<Validation> of(MetricTrend metric, DoubleUnaryOperator skill) {
        Validation validation = new Validation(
                skill.applyAsDouble(metric.best()), skill.applyAsDouble(metric.last()), metric.sinceBest());
        return Optional.of(validation).filter(known -> Double.isFinite(known.best()) && Double.isFinite(known.last()));
    }

    private static double bestConstantScore(RunHistory run) {
        return run.bestConstantLoss() * run.earlyScore() / run.earlyLoss();
    }

    private static double labelVariance(RunHistory run) {
        return run.outputs().size() == 1
                ? run.outputs().get(0).labelVariance() / run.outputs().get(0).units()
                : Double.NaN;
    }

    private static double aboveChance(double accuracy, double chance) {
        return (accuracy - chance) / (1 - chance);
    }

    private static double largestShare(RunHistory run) {
        if (run.outputs().size() != 1) {
            return Double.NaN;
        }
        OutputTrend output = run.outputs().get(0);
        double share = output.largestLabelShare();
        return output.units() == 1 ? Math.max(share, 1 - share) : share;
    }
}
