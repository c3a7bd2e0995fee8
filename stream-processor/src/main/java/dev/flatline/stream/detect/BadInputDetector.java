package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.InputTrend;
import dev.flatline.stream.trend.NonFinite;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is fed to the network cannot be learned from.
 *
 * <p>Variants, the worst first: {@code non-finite}, the first NaN or infinity came with inputs or labels; {@code
 * constant-input}, every feature had one and the same value in the last {@link #UNIFORM} (50) mini-batches looked at; {@code
 * one-label}, all labels of the last {@link BadLabels#MANY} mini-batches and {@link BadLabels#LONG} rows are equal; {@code zero-batches}, more than
 * {@link #OFTEN} (0.2) of the mini-batches hold nothing but 0; {@code unlabelled-rows}, more than {@link BadLabels#SOME} of the rows
 * under a softmax have no class, in a network that has learned nothing.
 *
 * <p>Labels that never differ are by design in a network of which a part is held still, as when the generator of an
 * adversarial pair is trained; such networks are left out. All are facts of the data, so most need no warm-up. Resolves
 * after 100 steps without.
 */
public final class BadInputDetector implements Detector {

    private static final String KIND = "bad-input";

    static final Threshold UNIFORM =
            new Threshold(KIND, "uniform", 50, Unit.COUNT, "constant-input: after so many equal mini-batches");
    static final Threshold OFTEN =
            new Threshold(KIND, "often", 0.2, Unit.SHARE, "zero-batches: more of the mini-batches hold nothing but 0");

    /** From here on the input is constant. */
    static final double ALWAYS = 0.95;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Persistence persistence() {
        return new Persistence(1, 100);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(UNIFORM, OFTEN, BadLabels.LONG, BadLabels.MANY, BadLabels.SOME);
    }

    @Override
    public Verdict look(RunHistory run) {
        if (run.steps() == 0) {
            return Verdict.unclear();
        }
        return Stream.of(nonFinite(run), constant(run), BadLabels.one(run), zeros(run), BadLabels.missing(run))
                .flatMap(Optional::stream)
                .findFirst()
                .map(Verdict::present)
                .orElse(Verdict.absent());
    }

    private static Optional<Symptom> nonFinite(RunHistory run) {
        NonFinite first = run.firstNonFinite();
        if (first == null || run.sinceNonFinite() != 0 || !first.isInData()) {
            return Optional.empty();
        }
        return Optional.of(symptom(
                "non-finite",
                Severity.CRITICAL,
                "The first NaN or infinity came with the data: " + first.count() + " in the " + first.tensor()
                        + " of iteration " + first.iteration() + ".",
                Evidence.of("non_finite_elements", (double) first.count())
                        .and("first_iteration", (double) first.iteration())));
    }

    private static Optional<Symptom> constant(RunHistory run) {
        long uniform = run.inputs().stream()
                .mapToLong(input -> input.sameness().uniformFor())
                .min()
                .orElse(0);
        if (uniform < UNIFORM.of(run)) {
            return Optional.empty();
        }
        boolean differ = run.outputs().stream().anyMatch(output -> !BadLabels.areOne(output));
        return Optional.of(symptom(
                "constant-input",
                differ ? Severity.CRITICAL : Severity.WARNING,
                "The network sees the same example again and again: no feature has changed in the last " + uniform
                        + " mini-batches" + (differ ? ", although the labels do." : "."),
                Evidence.of("equal_batches", (double) uniform)
                        .and("label_variance", BadLabels.variance(run))
                        .andSkillOf(run)));
    }

    private static Optional<Symptom> zeros(RunHistory run) {
        return run.inputs().stream()
                .map(InputTrend::sameness)
                .filter(input ->
                        !Learning.isWarmingUp(run) && input.zeroShare() > OFTEN.of(run) && input.zeroShare() < ALWAYS)
                .findFirst()
                .map(input -> symptom(
                        "zero-batches",
                        Severity.WARNING,
                        "In " + Figures.percent(input.zeroShare()) + " of the mini-batches every input is 0.",
                        Evidence.of("zero_batch_share", input.zeroShare()).andSkillOf(run)));
    }

    static Symptom symptom(String variant, Severity severity, String message, Evidence evidence) {
        return new Symptom(KIND, variant, severity, List.of(), message, evidence.numbers());
    }
}
