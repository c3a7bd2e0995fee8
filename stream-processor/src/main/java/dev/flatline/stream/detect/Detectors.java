package dev.flatline.stream.detect;

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
            new ClassImbalanceDetector(),
            new ThroughputRegressionDetector(),
            new DataStarvationDetector(),
            new TrainingStalledDetector());

    private Detectors() {}

    public static List<Detector> all() {
        return ALL;
    }
}
