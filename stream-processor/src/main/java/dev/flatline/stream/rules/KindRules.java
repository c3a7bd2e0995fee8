package dev.flatline.stream.rules;

import dev.flatline.alert.Severity;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say of one kind of alert. What they do not say ({@code null}, or no entry) stays as the detector has it.
 *
 * @param enabled whether to look for it
 * @param severity of every alert of this kind
 * @param fireAfter consecutive steps with the symptom after which it is told
 * @param resolveAfter consecutive steps without it after which it is called resolved
 * @param thresholds by name
 */
public record KindRules(
        @Nullable Boolean enabled,
        @Nullable Severity severity,
        @Nullable Integer fireAfter,
        @Nullable Integer resolveAfter,
        Map<String, Double> thresholds) {

    /** Says nothing. */
    public static final KindRules STANDARD = new KindRules(null, null, null, null, Map.of());

    public KindRules {
        thresholds = Map.copyOf(thresholds);
    }

    public boolean isEnabled() {
        return enabled == null || enabled;
    }

    public Severity severity(Severity own) {
        return severity == null ? own : severity;
    }

    public int fireAfter(int own) {
        return fireAfter == null ? own : fireAfter;
    }

    public int resolveAfter(int own) {
        return resolveAfter == null ? own : resolveAfter;
    }

    double value(Threshold threshold) {
        return thresholds.getOrDefault(threshold.name(), threshold.standard());
    }

    /** These rules and others on top of them. */
    KindRules and(KindRules later) {
        Map<String, Double> both = new HashMap<>(thresholds);
        both.putAll(later.thresholds);
        return new KindRules(
                later.enabled == null ? enabled : later.enabled,
                later.severity == null ? severity : later.severity,
                later.fireAfter == null ? fireAfter : later.fireAfter,
                later.resolveAfter == null ? resolveAfter : later.resolveAfter,
                both);
    }
}
