package dev.flatline.stream.rules;

import java.util.HashMap;
import java.util.Map;

/**
 * The rules as they are for one run.
 *
 * @param kinds what is said of each kind; a kind that is missing is as its detector has it
 */
public record RunRules(Map<String, KindRules> kinds) {

    /** Every detector as it is. */
    public static final RunRules STANDARD = new RunRules(Map.of());

    public RunRules {
        kinds = Map.copyOf(kinds);
    }

    public KindRules of(String kind) {
        return kinds.getOrDefault(kind, KindRules.STANDARD);
    }

    public double value(Threshold threshold) {
        return of(threshold.kind()).value(threshold);
    }

    /** These rules and others on top of them. */
    public RunRules and(RunRules later) {
        Map<String, KindRules> both = new HashMap<>(kinds);
        later.kinds.forEach((kind, rules) -> both.merge(kind, rules, KindRules::and));
        return new RunRules(both);
    }
}
