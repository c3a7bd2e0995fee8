package dev.flatline.alerting;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.alert.Cause;
import dev.flatline.alert.RunRef;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.alerting.mute.Announcement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts to test with: {@code alert("output-collapse").at(60).causedBy(...)}. */
public record Alerts(
        String kind,
        String runId,
        Severity severity,
        long iteration,
        @Nullable Cause cause) {

    public static Alerts alert(String kind) {
        return new Alerts(kind, "digits", Severity.CRITICAL, 60, null);
    }

    /** A cause that explains the kinds. */
    public static Cause cause(String id, String... explains) {
        return new Cause(id, 0.8, "Sigmoids in every layer.", ".activation(Activation.RELU)", List.of(explains));
    }

    public Alerts inRun(String id) {
        return new Alerts(kind, id, severity, iteration, cause);
    }

    public Alerts severity(Severity other) {
        return new Alerts(kind, runId, other, iteration, cause);
    }

    /** The iteration of the change, which is also the time of it in milliseconds. */
    public Alerts at(long other) {
        return new Alerts(kind, runId, severity, other, cause);
    }

    public Alerts causedBy(Cause other) {
        return new Alerts(kind, runId, severity, iteration, other);
    }

    /** Told in full for the first time. */
    public Announcement told() {
        return Announcement.of(firing());
    }

    public Alert firing() {
        return build(1, AlertState.FIRING, null);
    }

    public Alert resolved() {
        return build(2, AlertState.RESOLVED, iteration);
    }

    private Alert build(int sequence, AlertState state, @Nullable Long resolvedIteration) {
        RunRef run = new RunRef(runId, runId, 7, Map.of("team", "vision"));
        return new Alert(
                runId + "/" + kind, sequence, state, run, symptom(), 12, 60, resolvedIteration, iteration, cause);
    }

    private Symptom symptom() {
        Map<String, Double> evidence = new LinkedHashMap<>();
        evidence.put("outputDiversity", 1.2e-12);
        evidence.put("skill", 0.00312345);
        return new Symptom(kind, "", severity, List.of("0", "2"), "One answer for every input.", evidence);
    }
}
