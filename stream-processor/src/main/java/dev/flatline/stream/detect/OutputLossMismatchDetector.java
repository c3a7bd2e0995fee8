package dev.flatline.stream.detect;

import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.LabelRange;
import dev.flatline.stream.trend.OutputTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An output whose activation, loss and labels do not belong together.
 *
 * <p>The pairs are those that DL4J's own validation refuses (OutputLayerUtil, 1.0.0-M2.1), for networks built without it,
 * by import, or in another way. What can never work is a fact and needs no warm-up: a softmax of one unit, sigmoids or
 * no probabilities under a loss that only rewards the true class, labels of which more than {@value Mismatch#MUCH} of
 * the variance lies beyond what the activation can give (see {@link Reach#missed}). A pair that is merely unsuitable
 * counts in a network that has learned nothing. Losses that take any output (hinge, Poisson, cosine, own ones) are not
 * judged.
 *
 * <p>Resolves when the model is described anew without it, when the labels come within reach, or, of an unsuitable
 * pair, when the network has learned something.
 */
public final class OutputLossMismatchDetector implements Detector {

    @Override
    public String kind() {
        return "output-loss-mismatch";
    }

    @Override
    public Persistence persistence() {
        return new Persistence(5, 20);
    }

    /** What is wrong by configuration, or by labels that were seen, does not become right by waiting. */
    @Override
    public boolean isCertain(RunHistory run) {
        return found(run).stream().anyMatch(mismatch -> !mismatch.mayTrain());
    }

    @Override
    public Verdict look(RunHistory run) {
        if (run.outputs().isEmpty()) {
            return Verdict.unclear();
        }
        List<Mismatch> found = found(run);
        if (found.isEmpty() || (found.get(0).mayTrain() && Learning.isPresent(run))) {
            return Verdict.absent();
        }
        Mismatch worst = found.get(0);
        boolean counts = !worst.mayTrain()
                || (!Learning.isWarmingUp(run) && run.steps() >= worst.patience() && Learning.isAbsent(run));
        return counts ? Verdict.present(symptom(run, worst)) : Verdict.unclear();
    }

    /** The worst first. */
    private static List<Mismatch> found(RunHistory run) {
        return run.outputs().stream()
                .map(output -> Mismatch.of(run.layer(output.layer()), output))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Mismatch::severity).reversed())
                .toList();
    }

    private static Symptom symptom(RunHistory run, Mismatch mismatch) {
        return new Symptom(
                "output-loss-mismatch",
                mismatch.variant(),
                mismatch.severity(),
                List.of(run.layerName(mismatch.layer())),
                "The output pairs " + run.layer(mismatch.layer()).getActivation() + " with "
                        + run.layer(mismatch.layer()).getLoss() + ": " + mismatch.why() + ".",
                evidence(run, mismatch).numbers());
    }

    private static Evidence evidence(RunHistory run, Mismatch mismatch) {
        OutputTrend output = run.outputs().stream()
                .filter(candidate -> candidate.layer() == mismatch.layer())
                .findFirst()
                .orElseThrow();
        LabelRange labels = output.labels().range();
        Evidence evidence = Evidence.of("output_units", output.units());
        if (!Double.isNaN(mismatch.missed())) {
            evidence.and("unreachable_share", mismatch.missed());
        }
        if (!Double.isNaN(labels.min())) {
            evidence.and("label_min", labels.min()).and("label_max", labels.max());
        }
        return evidence.andSkillOf(run);
    }
}
