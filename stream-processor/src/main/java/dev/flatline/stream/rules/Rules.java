package dev.flatline.stream.rules;

import dev.flatline.alert.configure.Scope;
import java.util.List;
import java.util.Map;

/**
 * What detectors are to go by: rules for all runs, and others for some. Immutable; a new file is a new object.
 *
 * @param all for every run
 * @param overrides on top of them, in order: where several hold for a run, later ones win
 */
public record Rules(RunRules all, List<ForSome> overrides) {

    /** Every detector as it is, for every run. */
    public static final Rules STANDARD = new Rules(RunRules.STANDARD, List.of());

    public Rules {
        overrides = List.copyOf(overrides);
    }

    /**
     * What is different for some runs.
     *
     * @param scope which
     * @param rules how
     */
    public record ForSome(Scope scope, RunRules rules) {}

    /** As they are for a run with that name and those tags. */
    public RunRules of(String runName, Map<String, String> tags) {
        RunRules rules = all;
        for (ForSome override : overrides) {
            if (override.scope().holds(runName, tags)) {
                rules = rules.and(override.rules());
            }
        }
        return rules;
    }
}
