package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.MetricTrend;
import dev.flatline.stream.trend.OutputTrend;
import dev.flatline.stream.trend.RareClasses;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * Some classes are so frequent that the network has settled for them.
 *
 * <p>Variant {@code majority-answer}: one class has more than 80 % of the labels or 10 times as many as the others have on
 * average, at least 99 % of the rows are answered with one class, and the skill over 200 steps is not above 0.2, after {@value #LONG}
 * steps. Variant {@code rare-classes}:
 * something is learned, but of classes with less than a tenth of the rows of the largest one not even {@value #UNLEARNED}
 * of the variance is explained (see {@link RareClasses}), after {@value #ENOUGH} such rows, and it does not grow. Or, where
 * the training evaluates its model: in {@value #EVALUATIONS} evaluations or more the class recognised least never had a
 * recall of {@value #RECALL}.
 *
 * <p>Imbalance alone is no fault: labels that are naturally lopsided and learned are quiet. A constant answer has another
 * cause than that and is left to output-collapse. Resolves when something, or of the rare classes {@value #LEARNED},
 * is learned.
 */
public final class ClassImbalanceDetector implements Detector {

    static final double UNLEARNED = 0.05;
    static final double LEARNED = 0.1;
    static final double ENOUGH = 100;
    static final long LONG = 300;
    static final int EVALUATIONS = 3;
    static final double RECALL = 0.1;

    /** Above this much more than over some hundred iterations: it is being learned, wait. */
    static final double GROWING = 1.1;

    @Override
    public String kind() {
        return "class-imbalance";
    }

    @Override
    public Persistence persistence() {
        return new Persistence(150, 20);
    }

    @Override
    public Verdict look(RunHistory run) {
        if (Learning.isWarmingUp(run) || run.outputs().isEmpty()) {
            return Verdict.unclear();
        }
        return run.outputs().stream()
                .map(output -> look(run, output))
                .reduce((a, b) -> a.symptom().isPresent() || b.equals(Verdict.absent()) ? a : b)
                .orElse(Verdict.unclear());
    }

    private static Verdict look(RunHistory run, OutputTrend output) {
        boolean settled = Imbalance.isAlwaysAnswered(output) && !(output.slowSkill() > Learning.SOMETHING);
        return Imbalance.of(output)
                .filter(found -> settled || !Learning.isPresent(run))
                .map(found -> settled ? majority(run, output, found) : Verdict.unclear())
                .orElseGet(() -> Learning.isPresent(run) ? rareClasses(run, output) : Verdict.absent());
    }

    private static Verdict majority(RunHistory run, OutputTrend output, Imbalance found) {
        boolean alive = output.diversity() >= Learning.SAME_ANSWER && !(output.diversityGrowth() > GROWING);
        if (run.steps() < LONG || !alive) {
            return Verdict.unclear();
        }
        return Verdict.present(symptom(
                "majority-answer",
                Figures.percent(found.largest()) + " of the labels are of one class, and so is every answer: it is"
                        + " nearly always right, and nothing else is learned.",
                Evidence.of("largest_label_share", found.largest())
                        .and("times_the_others", found.times())
                        .and("output_diversity", output.diversity())
                        .andSkillOf(run)));
    }

    private static Verdict rareClasses(RunHistory run, OutputTrend output) {
        RareClasses rare = output.rareClasses();
        if (rare.share() > 0 && isUnrecognised(run)) {
            return Verdict.present(unrecognised(run, rare));
        }
        if (!(rare.learned() <= LEARNED)) {
            return Verdict.absent();
        }
        if (rare.learned() > UNLEARNED || rare.rows() < ENOUGH || rare.growth() > GROWING) {
            return Verdict.unclear();
        }
        return Verdict.present(symptom(
                "rare-classes",
                "The classes that have only " + Figures.percent(rare.share()) + " of the labels between them are not"
                        + " learned: " + Figures.percent(rare.learned()) + " of their variance is explained.",
                Evidence.of("rare_share", rare.share())
                        .and("rare_explained", rare.learned())
                        .and("largest_label_share", output.largestLabelShare())
                        .andSkillOf(run)));
    }

    private static boolean isUnrecognised(RunHistory run) {
        MetricTrend recall = run.evaluations().lowestRecall();
        return recall.count() >= EVALUATIONS && recall.best() < RECALL;
    }

    private static Symptom unrecognised(RunHistory run, RareClasses rare) {
        double recall = run.evaluations().lowestRecall().last();
        return symptom(
                "rare-classes",
                "A class is recognised in " + Figures.percent(recall) + " of its examples only, by the training's own"
                        + " evaluation, and some classes have but " + Figures.percent(rare.share())
                        + " of the labels between them.",
                Evidence.of("lowest_recall", recall)
                        .and("rare_share", rare.share())
                        .and("rare_explained", rare.learned())
                        .andSkillOf(run));
    }

    private static Symptom symptom(String variant, String message, Evidence evidence) {
        return new Symptom("class-imbalance", variant, Severity.WARNING, List.of(), message, evidence.numbers());
    }
}
