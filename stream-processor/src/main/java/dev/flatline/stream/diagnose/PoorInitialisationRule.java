package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.stream.detect.Initialisation;
import dev.flatline.stream.trend.RunHistory;
import java.util.Optional;

/**
 * Weights that began all alike, far too small or far too large: cause {@code poor-initialisation}. Speaks of every run
 * that began so and has a symptom, also before the symptom of the same name has lasted long enough.
 */
final class PoorInitialisationRule implements CauseRule {

    private static final double ALIKE = 0.95;
    private static final double OTHERWISE = 0.75;

    @Override
    public Optional<Cause> explain(RunHistory run, Symptoms symptoms) {
        return Initialisation.of(run).map(found -> cause(run, symptoms, found));
    }

    private static Cause cause(RunHistory run, Symptoms symptoms, Initialisation found) {
        boolean alike = found.fault() == Initialisation.Fault.ALIKE;
        return new Cause(
                "poor-initialisation",
                alike ? ALIKE : OTHERWISE,
                found.sentence(run),
                "// " + run.spokenLayer(found.layer())
                        + "\n.weightInit(WeightInit.XAVIER) // WeightInit.RELU before a ReLU",
                symptoms.ofNotLearningBut("bad-input", "output-loss-mismatch"));
    }
}
