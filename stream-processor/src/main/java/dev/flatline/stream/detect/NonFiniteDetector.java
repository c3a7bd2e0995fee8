package dev.flatline.stream.detect;

import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.NonFinite;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * NaN or an infinity has appeared, and where it appeared first.
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
                        + (layers.isEmpty() ? "" : " of " + run.spokenLayer(first.layer())) + ".",
                Evidence.of("first_iteration", (double) first.iteration())
                        .and("non_finite_elements", (double) first.count())
                        .and("score", run.lastScore())
                        .numbers());
    }
}
