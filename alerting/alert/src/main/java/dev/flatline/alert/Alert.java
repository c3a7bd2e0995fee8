package dev.flatline.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One episode of one symptom of one run, as it stands now.
 *
 * @param fingerprint names the episode; the same after any replay of the same telemetry
 * @param sequence 1 when it fires, 2 when it resolves: a reader keeps the greatest
 * @param state firing or resolved
 * @param run which run
 * @param symptom what is wrong; of a resolved alert, as it was last seen
 * @param firstIteration iteration at which the symptom was first seen
 * @param firedIteration iteration at which there was enough evidence to fire
 * @param resolvedIteration iteration at which it had gone; {@code null} while firing
 * @param timeMillis the trainer's clock at the change of state, milliseconds since the epoch
 * @param likelyCause the best explanation at the change of state; {@code null} where none was found
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Alert(
        String fingerprint,
        int sequence,
        AlertState state,
        RunRef run,
        Symptom symptom,
        long firstIteration,
        long firedIteration,
        @Nullable Long resolvedIteration,
        long timeMillis,
        @Nullable Cause likelyCause) {

    public Alert {
        if ((state == AlertState.RESOLVED) != (resolvedIteration != null)) {
            throw new IllegalArgumentException(
                    "an alert has a resolvedIteration if and only if it is resolved: " + fingerprint);
        }
    }

    /** The kind, and the variant where there is one: {@code output-collapse (constant)}. */
    public String title() {
        return symptom.variant().isEmpty() ? symptom.kind() : symptom.kind() + " (" + symptom.variant() + ")";
    }
}
