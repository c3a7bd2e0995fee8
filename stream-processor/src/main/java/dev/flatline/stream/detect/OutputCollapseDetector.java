package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.OutputTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The network gives the same answer to every input.
 *
 * <p>Variant {@code constant}: output diversity (between-example variance of the outputs divided by that of the labels)
 * below 4e-4, that is, outputs that vary by less than 2 % of the labels' standard deviation, and not spreading apart;
 * the loss is not asked, since it can be low all the same. Variant {@code majority-class}: the outputs vary, but nearly
 * every row gets the same class although the labels do not, in a network that has learned nothing. Variant {@code
 * low-rank}: of {@link #SEVERAL} or more directions in which the labels differ, the answers have had at most two for
 * {@link #LONG} steps, two classes are all that is ever answered, and the loss does not fall any more.
 *
 * <p>The random probe decides in doubt. Outputs that vary by less than {@link #DIVERSE} in a network that has learned
 * nothing are constant when answers to random inputs vary a hundred times less: what varies is dropout or batch statistics,
 * which the probe leaves out. Outputs are not constant while answers to random inputs vary ten times as much, or, where
 * examples come one by one, at all: the network is on a plateau.
 *
 * <p>Resolves when the diversity exceeds {@link #DIVERSE} or the network has learned something. NaN diversity (labels
 * that never differ) is no evidence.
 */
public final class OutputCollapseDetector implements Detector {

    private static final String KIND = "output-collapse";

    static final Threshold CONSTANT = new Threshold(
            KIND, "constant", 4e-4, Unit.RATIO, "fires when the outputs vary by less of the labels' variance");
    static final Threshold CERTAIN = new Threshold(
            KIND, "certain", 1e-6, Unit.RATIO, "and at once when they vary by less of it even while all weights move");
    static final Threshold PATIENCE = new Threshold(
            KIND, "patience", 300, Unit.STEPS, "or when, while all weights move, they have been alike for so many");
    static final Threshold DIVERSE =
            new Threshold(KIND, "diverse", 4e-3, Unit.RATIO, "resolves when they vary by more");
    static final Threshold SAME_CLASS =
            new Threshold(KIND, "same-class", 0.99, Unit.SHARE, "majority-class: more of the rows get one class");
    static final Threshold LABELS_DIFFER = new Threshold(
            KIND, "labels-differ", 0.9, Unit.SHARE, "majority-class: less of the labels are of one class");

    static final Threshold SEVERAL =
            new Threshold(KIND, "several", 4, Unit.RATIO, "low-rank: the labels differ in so many directions");
    static final Threshold LONG =
            new Threshold(KIND, "long", 500, Unit.STEPS, "low-rank: for so many only two classes are answered");

    private static final double STILL = 1e-4;
    private static final double RUSHING = 1e-1;

    /** Diversity of the answers to random inputs that a constant network does not have: {@value} times {@link #CONSTANT}. */
    private static final double ALIVE = 4;

    /** Times that one diversity is the other, from where they are no longer alike. */
    static final Threshold FAR = new Threshold(
            KIND, "far", 10, Unit.RATIO, "random inputs count when their answers vary by so many times more or less");

    /** Loss below this part of its own longer mean: something more is being learned. */
    static final Threshold FALLING = new Threshold(
            KIND, "falling", 0.98, Unit.RATIO, "low-rank: the loss is above this part of its own longer mean");

    /** Rolling variance above this many times its own longer mean: answers are drawing apart, wait. */
    static final Threshold SPREADING = new Threshold(
            KIND, "spreading", 1.5, Unit.RATIO, "waits while the outputs vary by so many times their own longer mean");

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
        return List.of(
                CONSTANT,
                CERTAIN,
                PATIENCE,
                DIVERSE,
                SAME_CLASS,
                LABELS_DIFFER,
                SEVERAL,
                LONG,
                FAR,
                FALLING,
                SPREADING);
    }

    @Override
    public Verdict look(RunHistory run) {
        if (Learning.isWarmingUp(run) || Double.isNaN(run.outputDiversity())) {
            return Verdict.unclear();
        }
        Optional<Verdict> lowRank = run.outputs().stream()
                .filter(output -> isLowRank(run, output))
                .findFirst()
                .map(output -> Verdict.present(lowRank(run, output)));
        if (lowRank.isPresent() || Learning.isPresent(run)) {
            return lowRank.orElse(Verdict.absent());
        }
        return run.outputs().stream()
                .map(output -> look(run, output))
                .filter(verdict -> verdict.symptom().isPresent())
                .findFirst()
                .orElseGet(() -> run.outputDiversity() > DIVERSE.of(run) ? Verdict.absent() : Verdict.unclear());
    }

    private static Verdict look(RunHistory run, OutputTrend output) {
        boolean spreads = output.diversityGrowth() > SPREADING.of(run);
        if (!spreads && (isConstant(run, output) || (isConstantToTheProbe(run, output) && Learning.isAbsent(run)))) {
            return Verdict.present(constant(run, output));
        }
        if (isOneClass(run, output) && Learning.isAbsent(run)) {
            return Verdict.present(majorityClass(run, output));
        }
        return Verdict.unclear();
    }

    private static boolean isConstant(RunHistory run, OutputTrend output) {
        return output.diversity() < CONSTANT.of(run)
                && !tellsRandomInputsApart(run, output)
                && !mayRecover(run, output);
    }

    /**
     * Networks that will learn draw together first, XOR and parity for some hundred steps, while every layer goes on moving
     * at a healthy pace (update:parameter ratio of 1e-4 to 1e-1); and they spread apart before their skill shows it.
     */
    private static boolean mayRecover(RunHistory run, OutputTrend output) {
        boolean spreads = output.spread().rise() > LossPlateauDetector.CERTAIN;
        return output.diversity() > CERTAIN.of(run)
                && (spreads || (output.alikeFor() < PATIENCE.of(run) && moves(run)));
    }

    private static boolean moves(RunHistory run) {
        return run.weightLayers().stream()
                .map(run.layers()::get)
                .allMatch(layer -> layer.updateRatio() > STILL && layer.updateRatio() < RUSHING);
    }

    /** A network on a plateau may answer real examples alike, but not everything. */
    private static boolean tellsRandomInputsApart(RunHistory run, OutputTrend output) {
        return output.probeDiversity() > ALIVE * CONSTANT.of(run)
                && (output.isOneByOne() || output.probeContrast() > FAR.of(run));
    }

    private static boolean isConstantToTheProbe(RunHistory run, OutputTrend output) {
        double far = FAR.of(run);
        return output.diversity() < DIVERSE.of(run)
                && output.probeDiversity() < CONSTANT.of(run)
                && output.probeContrast() * far * far < 1
                && !(output.noiseDiversity() > CONSTANT.of(run));
    }

    private static boolean isLowRank(RunHistory run, OutputTrend output) {
        return output.directions().fewFor() >= LONG.of(run)
                && output.directions().wanted() >= SEVERAL.of(run)
                && output.diversity() > DIVERSE.of(run)
                && output.lossGrowth() > FALLING.of(run);
    }

    private static boolean isOneClass(RunHistory run, OutputTrend output) {
        return output.units() > 1
                && output.diversity() >= CONSTANT.of(run)
                && output.topClassShare() > SAME_CLASS.of(run)
                && output.largestLabelShare() < LABELS_DIFFER.of(run);
    }

    private static Symptom constant(RunHistory run, OutputTrend output) {
        return symptom(
                "constant",
                "The network gives the same answer to every input: its outputs vary by "
                        + Figures.percent(Math.sqrt(output.diversity())) + " of what the labels do.",
                evidence(run, output).numbers());
    }

    private static Symptom majorityClass(RunHistory run, OutputTrend output) {
        return symptom(
                "majority-class",
                "The network puts " + Figures.percent(output.topClassShare())
                        + " of the inputs into one class, although the largest class has only "
                        + Figures.percent(output.largestLabelShare()) + " of the labels.",
                evidence(run, output).numbers());
    }

    private static Symptom lowRank(RunHistory run, OutputTrend output) {
        return symptom(
                "low-rank",
                "The answers differ in at most "
                        + Figures.show(output.directions().atMost())
                        + " directions, and only two classes are ever answered, while the labels differ in "
                        + Figures.show(output.directions().wanted()) + ".",
                evidence(run, output)
                        .and("effective_rank_at_most", output.directions().atMost())
                        .and("label_rank", output.directions().wanted())
                        .numbers());
    }

    private static Symptom symptom(String variant, String message, Map<String, Double> evidence) {
        return new Symptom(KIND, variant, Severity.CRITICAL, List.of(), message, evidence);
    }

    private static Evidence evidence(RunHistory run, OutputTrend output) {
        Evidence evidence = Evidence.of("output_diversity", output.diversity()).andSkillOf(run);
        if (!Double.isNaN(output.probeDiversity())) {
            evidence.and("probe_diversity", output.probeDiversity());
        }
        if (!Double.isNaN(output.noiseDiversity())) {
            evidence.and("noise_diversity", output.noiseDiversity());
        }
        if (output.units() > 1) {
            evidence.and("distinct_answers", output.distinctAnswers());
            evidence.and("top_class_share", output.topClassShare());
            evidence.and("largest_label_share", output.largestLabelShare());
        }
        return evidence;
    }
}
