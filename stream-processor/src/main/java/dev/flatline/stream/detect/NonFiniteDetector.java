package dev.flatline.stream.detect;

import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.NonFinite;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * NaN or an infinity has appeared, and where it appeared first: layer, tensor, iteration, before or after the update of
 * that iteration.
 *
 * <p>Where the agent did not look at the layers just before, an update since the last look may have spoiled the weights,
 * and the message says so.
 *
 * <p>Needs no warm-up: one such number in a parameter spoils the network for good. Resolves after 100 steps without one,
 * as when a single batch was bad and the update was skipped.
 */
public final class NonFiniteDetector implements Detector {

    @Override
    public String kind() {
        return "non-finite";
    }

    @Override
    public Persistence persistence() {
        return new Persistence(1, 100);
    }

    @Override
    public Verdict look(RunHistory run) {
        NonFinite first = run.firstNonFinite();
        return first != null && run.sinceNonFinite() == 0 ? Verdict.present(symptom(run, first)) : Verdict.absent();
    }

    private static Symptom symptom(RunHistory run, NonFinite first) {
        List<String> layers = first.layer() < 0 ? List.of() : List.of(run.layerName(first.layer()));
        return new Symptom(
                "non-finite",
                "",
                Severity.CRITICAL,
                layers,
                "NaN or infinity since iteration " + first.iteration() + ", first in the " + first.tensor()
                        + (layers.isEmpty() ? "" : " of " + run.spokenLayer(first.layer())) + ", " + when(run, first),
                Evidence.of("first_iteration", (double) first.iteration())
                        .and("before_update", first.isBeforeUpdate() ? 1 : 0)
                        .and("last_finite_iteration", (double) run.lastFiniteIteration())
                        .and("non_finite_elements", (double) first.count())
                        .and("score", run.lastScore())
                        .numbers());
    }

    private static String when(RunHistory run, NonFinite first) {
        if (first.isInData()) {
            return "before anything was computed from it.";
        }
        if (first.isOld()) {
            return "which an update before had left so" + since(run) + ".";
        }
        if (!first.isBeforeUpdate()) {
            return first.tensor().startsWith("update") ? "which the updater made." : "after the update.";
        }
        String way = first.isForward() ? "on the way forward" : "on the way back";
        boolean unseen = first.isForward() && run.lastFiniteIteration() < first.iteration() - 1;
        return way + ", before the update" + (unseen ? unseen(run) : ".");
    }

    private static String since(RunHistory run) {
        return run.lastFiniteIteration() < 0 ? "" : ", after iteration " + run.lastFiniteIteration();
    }

    private static String unseen(RunHistory run) {
        return run.lastFiniteIteration() < 0
                ? "; layers had not been looked at before."
                : "; layers were last looked at in iteration " + run.lastFiniteIteration()
                        + ", so it may have come with an update since.";
    }
}
