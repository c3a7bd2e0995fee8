package dev.flatline.stream.rules;

import org.jspecify.annotations.Nullable;

/**
 * A number that a detector compares something with, and that the rules may set for all or some runs.
 *
 * @param kind the alert it belongs to, or the section it is shared in
 * @param name its key in the rules file, unique in its kind
 * @param standard its value where the rules say nothing
 * @param unit what it is counted in
 * @param meaning one line that says what happens above or below it
 * @param limit one of the same kind that it must not be above, as where an alert resolves and where it fires;
 *     {@code null} for none
 */
public record Threshold(
        String kind,
        String name,
        double standard,
        Unit unit,
        String meaning,
        @Nullable Threshold limit) {

    public Threshold {
        if (!unit.allows(standard)) {
            throw new IllegalArgumentException(kind + "." + name + " must be " + unit.allowed() + ", not " + standard);
        }
    }

    public Threshold(String kind, String name, double standard, Unit unit, String meaning) {
        this(kind, name, standard, unit, meaning, null);
    }

    /** The same, which must not be above another. */
    public Threshold notAbove(Threshold other) {
        return new Threshold(kind, name, standard, unit, meaning, other);
    }

    /** Its value for one run. */
    public double of(Ruled run) {
        return run.rules().value(this);
    }
}
