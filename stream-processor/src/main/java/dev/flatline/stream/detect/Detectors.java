package dev.flatline.stream.detect;

import dev.flatline.stream.rules.Threshold;
import java.util.List;

/** The one list of detectors: a new detector is a new class, its runbook page, and one line here. */
public final class Detectors {

    private static final List<Detector> ALL = List.of(
            new NonFiniteDetector(),
            new OutputCollapseDetector(),
            new VanishingGradientDetector(),
            new ExplodingGradientDetector(),
            new WeightStagnationDetector(),
            new SaturatedActivationDetector(),
            new DeadReluDetector(),
            new UnscaledInputDetector(),
            new LossPlateauDetector(),
            new LossDivergenceDetector(),
            new LossOscillationDetector(),
            new LossSpikeDetector(),
            new LearningRateTooHighDetector(),
            new LearningRateTooLowDetector(),
            new OverfittingDetector(),
            new InsufficientDataDetector(),
            new OutputLossMismatchDetector(),
            new BadInputDetector(),
            new PoorInitialisationDetector(),
            new OverRegularisationDetector(),
            new ClassImbalanceDetector(),
            new ThroughputRegressionDetector(),
            new DataStarvationDetector(),
            new TrainingStalledDetector());

    private Detectors() {}

    /** What several detectors compare with. */
    public static List<Threshold> shared() {
        return Learning.THRESHOLDS;
    }

    public static List<Detector> all() {
        return ALL;
    }
}
