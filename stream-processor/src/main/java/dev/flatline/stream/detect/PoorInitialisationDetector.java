package dev.flatline.stream.detect;

import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.trend.OutputTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Locale;

/**
 * The weights began all alike, far too small or far too large, and the network has learned nothing since.
 *
 * <p>What is wrong with them is said by {@link Initialisation}. Networks come back from bad weights, so it fires only
 * after 100 steps in which nothing was learned, the answers did not draw apart and, of large weights, the score did not
 * fall. Resolves when the network has learned something.
 */
public final class PoorInitialisationDetector implements Detector {

    @Override
    public String kind() {
        return "poor-initialisation";
    }

    @Override
    public Persistence persistence() {
        return new Persistence(100, 20);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(
                Initialisation.FAR_TOO_SMALL, Initialisation.FAR_TOO_LARGE, Initialisation.FADED, Initialisation.ALIKE);
    }

    @Override
    public Verdict look(RunHistory run) {
        if (Learning.isWarmingUp(run)) {
            return Verdict.unclear();
        }
        if (Learning.isPresent(run)) {
            return Verdict.absent();
        }
        return Initialisation.of(run)
                .map(found -> isStuck(run, found) ? Verdict.present(symptom(run, found)) : Verdict.unclear())
                .orElse(Verdict.absent());
    }

    private static boolean isStuck(RunHistory run, Initialisation found) {
        boolean spreads = run.outputs().stream()
                .mapToDouble(OutputTrend::diversityGrowth)
                .anyMatch(growth -> growth > OutputCollapseDetector.SPREADING.of(run));
        boolean falls = found.fault() == Initialisation.Fault.LARGE && Learning.hasFallen(run);
        return Learning.isAbsent(run) && !spreads && !falls;
    }

    private static Symptom symptom(RunHistory run, Initialisation found) {
        Evidence evidence = Evidence.of(
                        "initial_weight_deviation",
                        run.layers().get(found.layer()).initialWeightDeviation())
                .and("initial_weight_mean", run.layers().get(found.layer()).initialWeightMean())
                .and("times_usual", found.scale());
        if (!Double.isNaN(found.gain())) {
            evidence.and("times_usual_all_layers", found.gain());
        }
        return new Symptom(
                "poor-initialisation",
                found.fault().name().toLowerCase(Locale.ROOT),
                Severity.WARNING,
                List.of(run.layerName(found.layer())),
                found.sentence(run),
                evidence.andSkillOf(run).numbers());
    }
}
