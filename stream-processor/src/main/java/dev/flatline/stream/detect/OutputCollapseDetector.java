package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
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
 * low-rank}: of {@value #SEVERAL} or more directions in which the labels differ, the answers have had at most two for
 * {@value #LONG} steps, two classes are all that is ever answered, and the loss does not fall any more.
 *
 * <p>The random probe decides in doubt. Outputs that vary by less than {@value #DIVERSE} in a network that has learned
 * nothing are constant when answers to random inputs vary a hundred times less: what varies is dropout or batch statistics,
 * which the probe leaves out. Outputs are not constant while answers to random inputs vary ten times as much, or, where
 * examples come one by one, at all: the network is on a plateau.
 *
 * <p>Resolves when the diversity exceeds {@value #DIVERSE} or the network has learned something. NaN diversity (labels
 * that never differ) is no evidence.
 */
public final class OutputCollapseDetector implements Detector {

    static final double CONSTANT = Learning.SAME_ANSWER;
    static final double DIVERSE = 4e-3;
    static final double SAME_CLASS = 0.99;
    static final double LABELS_DIFFER = 0.9;

    static final double SEVERAL = 4;
    static final long LONG = 500;

    /** Diversity of the answers to random inputs that a constant network does not have: twice {@link #CONSTANT}'s deviation. */
    static final double ALIVE = 4 * CONSTANT;

    /** Times that one diversity is the other, from where they are no longer alike. */
    static final double FAR = 10;

    /** Loss below this part of its own longer mean: something more is being learned. */
    static final double FALLING = 0.98;

    /** Rolling variance above this many times its own longer mean: answers are drawing apart, wait. */
    static final double SPREADING = 1.5;

    @Override
    public String kind() {
        return "output-collapse";
    }

    @Override
    public Persistence persistence() {
        return new Persistence(30, 20);
    }

    @Override
    public Verdict look(RunHistory run) {
        if (Learning.isWarmingUp(run) || Double.isNaN(run.outputDiversity())) {
            return Verdict.unclear();
        }
        Optional<Verdict> lowRank = run.outputs().stream()
                .filter(OutputCollapseDetector::isLowRank)
                .findFirst()
                .map(output -> Verdict.present(lowRank(run, output)));
        if (lowRank.isPresent() || Learning.isPresent(run)) {
            return lowRank.orElse(Verdict.absent());
        }
        return run.outputs().stream()
                .map(output -> look(run, output))
                .filter(verdict -> verdict.symptom().isPresent())
                .findFirst()
                .orElseGet(() -> run.outputDiversity() > DIVERSE ? Verdict.absent() : Verdict.unclear());
    }

    private static Verdict look(RunHistory run, OutputTrend output) {
        boolean spreads = output.diversityGrowth() > SPREADING;
        if (!spreads && (isConstant(output) || (isConstantToTheProbe(output) && Learning.isAbsent(run)))) {
            return Verdict.present(constant(run, output));
        }
        if (isOneClass(output) && Learning.isAbsent(run)) {
            return Verdict.present(majorityClass(run, output));
        }
        return Verdict.unclear();
    }

    private static boolean isConstant(OutputTrend output) {
        return output.diversity() < CONSTANT && !tellsRandomInputsApart(output);
    }

    /** A network on a plateau may answer real examples alike, but not everything. */
    private static boolean tellsRandomInputsApart(OutputTrend output) {
        return output.probeDiversity() > ALIVE && (output.isOneByOne() || output.probeContrast() > FAR);
    }

    private static boolean isConstantToTheProbe(OutputTrend output) {
        return output.diversity() < DIVERSE
                && output.probeDiversity() < CONSTANT
                && output.probeContrast() * FAR * FAR < 1
                && !(output.noiseDiversity() > CONSTANT);
    }

    private static boolean isLowRank(OutputTrend output) {
        return output.directions().fewFor() >= LONG
                && output.directions().wanted() >= SEVERAL
                && output.diversity() > DIVERSE
                && output.lossGrowth() > FALLING;
    }

    private static boolean isOneClass(OutputTrend output) {
        return output.units() > 1
                && output.diversity() >= CONSTANT
                && output.topClassShare() > SAME_CLASS
                && output.largestLabelShare() < LABELS_DIFFER;
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
        return new Symptom("output-collapse", variant, Severity.CRITICAL, List.of(), message, evidence);
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
