package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.MetricTrend;
import dev.flatline.stream.trend.OutputTrend;
import dev.flatline.stream.trend.RareClasses;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * Some classes are so frequent that the network has settled for them.
 *
 * <p>Variant {@code majority-answer}: one class has more than 80 % of the labels or 10 times as many as the others have on
 * average, at least 99 % of the rows are answered with one class, and the skill over 200 steps is not above 0.2, after {@link #LONG}
 * steps. Variant {@code rare-classes}:
 * something is learned, but of classes with less than a tenth of the rows of the largest one not even {@link #UNLEARNED}
 * of the variance is explained (see {@link RareClasses}), after {@link #ENOUGH} such rows, and it does not grow. Or, where
 * the training evaluates its model: in {@link #EVALUATIONS} evaluations or more the class recognised least never had a
 * recall of {@link #RECALL}.
 *
 * <p>Imbalance alone is no fault: labels that are naturally lopsided and learned are quiet. A constant answer has another
 * cause than that and is left to output-collapse. Resolves when something, or of the rare classes {@link #LEARNED},
 * is learned.
 */
public final class ClassImbalanceDetector implements Detector {

    private static final String KIND = "class-imbalance";

    static final Threshold UNLEARNED = new Threshold(
            KIND, "unlearned", 0.05, Unit.SHARE, "fires when less of the variance of the rare classes is explained");
    static final Threshold LEARNED = new Threshold(KIND, "learned", 0.1, Unit.SHARE, "resolves when more of it is");
    static final Threshold ENOUGH = new Threshold(KIND, "rows", 100, Unit.COUNT, "after so many rows of rare classes");
    static final Threshold LONG =
            new Threshold(KIND, "steps", 300, Unit.STEPS, "majority-answer: before so many it is not judged");
    static final Threshold EVALUATIONS =
            new Threshold(KIND, "evaluations", 3, Unit.COUNT, "or when in so many evaluations");
    static final Threshold RECALL =
            new Threshold(KIND, "recall", 0.1, Unit.SHARE, "one class never had so much recall");

    /** Above this much more than over some hundred iterations: it is being learned, wait. */
    static final Threshold GROWING = new Threshold(KIND, "growing", 1.1, Unit.RATIO, "waits while it grows by more");

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Persistence persistence() {
        return new Persistence(150, 20);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(
                UNLEARNED,
                LEARNED,
                ENOUGH,
                LONG,
                EVALUATIONS,
                RECALL,
                GROWING,
                Imbalance.DOMINANT,
                Imbalance.OUTNUMBERS);
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
        boolean settled = Imbalance.isAlwaysAnswered(run, output) && !(output.slowSkill() > Learning.something(run));
        return Imbalance.of(run, output)
                .filter(found -> settled || !Learning.isPresent(run))
                .map(found -> settled ? majority(run, output, found) : Verdict.unclear())
                .orElseGet(() -> Learning.isPresent(run) ? rareClasses(run, output) : Verdict.absent());
    }

    private static Verdict majority(RunHistory run, OutputTrend output, Imbalance found) {
        boolean alive = output.diversity() >= Learning.sameAnswer(run) && !(output.diversityGrowth() > GROWING.of(run));
        if (run.steps() < LONG.of(run) || !alive) {
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
        if (!(rare.learned() <= LEARNED.of(run))) {
            return Verdict.absent();
        }
        if (rare.learned() > UNLEARNED.of(run) || rare.rows() < ENOUGH.of(run) || rare.growth() > GROWING.of(run)) {
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
        return recall.count() >= EVALUATIONS.of(run) && recall.best() < RECALL.of(run);
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
        return new Symptom(KIND, variant, Severity.WARNING, List.of(), message, evidence.numbers());
    }
}
