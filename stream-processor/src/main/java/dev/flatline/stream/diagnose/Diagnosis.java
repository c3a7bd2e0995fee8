package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.stream.trend.RunHistory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The explanation of a run's symptoms.
 *
 * @param causes the most confident first; empty for a run without symptoms, or with some that no rule explains
 */
public record Diagnosis(List<Cause> causes) {

    /** The one list of rules: a new cause is a new class and one line here. */
    static final List<CauseRule> RULES = List.of(
            new OutputLossMismatchRule(),
            new BadInputRule(),
            new PoorInitialisationRule(),
            new OverRegularisationRule(),
            new UnscaledInputRule(),
            new SaturatingActivationRule(),
            new DeadReluRule(),
            new LearningRateTooHighRule(),
            new LearningRateTooLowRule(),
            new ExplodingGradientRule(),
            new ClassImbalanceRule(),
            new LinearNetworkRule(),
            new DataStarvationRule(),
            new ThroughputRule(),
            new OverfittingRule(),
            new InsufficientDataRule(),
            new NoLearnableSignalRule());

    private static final Diagnosis NONE = new Diagnosis(List.of());

    public Diagnosis {
        causes = List.copyOf(causes);
    }

    public static Diagnosis of(RunHistory run, Symptoms symptoms) {
        if (symptoms.isEmpty()) {
            return NONE;
        }
        return new Diagnosis(RULES.stream()
                .map(rule -> rule.explain(run, symptoms))
                .flatMap(Optional::stream)
                .filter(cause -> !cause.explains().isEmpty())
                .sorted(Comparator.comparingDouble(Cause::confidence).reversed())
                .toList());
    }

    public Optional<Cause> first() {
        return causes.stream().findFirst();
    }

    /** The causes after the first. */
    public List<Cause> others() {
        return causes.isEmpty() ? List.of() : causes.subList(1, causes.size());
    }

    /** The most confident cause that explains the kind. */
    public Optional<Cause> of(String kind) {
        return causes.stream().filter(cause -> cause.explains().contains(kind)).findFirst();
    }
}
