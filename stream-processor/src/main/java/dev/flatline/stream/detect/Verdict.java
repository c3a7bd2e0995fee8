package dev.flatline.stream.detect;

import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a detector says of a run at one step. Between present and absent lies unclear, the hysteresis in value: an alert
 * that fires goes on, one that does not stays quiet.
 */
public sealed interface Verdict {

    /** The symptom, if it is there. */
    default Optional<Symptom> symptom() {
        return Optional.empty();
    }

    /** The same, its severity replaced by what the rules make of it. */
    default Verdict as(UnaryOperator<Severity> rules) {
        return this;
    }

    static Verdict present(Symptom symptom) {
        return new Present(symptom);
    }

    static Verdict absent() {
        return Absent.INSTANCE;
    }

    static Verdict unclear() {
        return Unclear.INSTANCE;
    }

    /** The symptom is there. */
    record Present(Symptom found) implements Verdict {
        @Override
        public Optional<Symptom> symptom() {
            return Optional.of(found);
        }

        @Override
        public Verdict as(UnaryOperator<Severity> rules) {
            Severity severity = rules.apply(found.severity());
            return severity == found.severity() ? this : new Present(found.as(severity));
        }
    }

    /** The symptom is not there. */
    enum Absent implements Verdict {
        INSTANCE
    }

    /** Too little evidence, or a value between the two thresholds. */
    enum Unclear implements Verdict {
        INSTANCE
    }
}
