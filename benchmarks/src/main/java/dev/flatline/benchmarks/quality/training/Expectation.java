package dev.flatline.benchmarks.quality.training;

import java.util.List;

/**
 * What the author of a case says of it, before it is run.
 *
 * @param verdict faulty, healthy, or too debatable to count
 * @param labels symptoms and faults in the author's vocabulary; empty for healthy cases
 * @param causes causes that are right, by Flatline's ids; empty where the case names none that Flatline could
 * @param rootCause in words; empty for healthy cases
 */
public record Expectation(Verdict verdict, List<String> labels, List<String> causes, String rootCause) {

    public Expectation {
        labels = List.copyOf(labels);
        causes = List.copyOf(causes);
    }

    public static Expectation healthy() {
        return new Expectation(Verdict.HEALTHY, List.of(), List.of(), "");
    }

    /** A fault of known cause, in Flatline's own words. */
    public static Expectation faulty(String rootCause, String... causes) {
        return new Expectation(Verdict.FAULTY, List.of(causes), List.of(causes), rootCause);
    }

    /** How a case is meant. */
    public enum Verdict {
        HEALTHY,
        FAULTY,
        WEAK
    }
}
