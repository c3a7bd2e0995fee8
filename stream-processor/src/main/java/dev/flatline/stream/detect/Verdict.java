package dev.flatline.stream.detect;

import dev.flatline.alert.Symptom;
import java.util.Optional;

/**
 * What a detector says of a run at one step. Between present and absent lies unclear, the hysteresis in value: an alert
 * that fires goes on, one that does not stays quiet.
 */
public sealed interface Verdict {

    /** The symptom, if it is there. */
    default Optional<Symptom> symptom() {
        return Optional.empty();
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
