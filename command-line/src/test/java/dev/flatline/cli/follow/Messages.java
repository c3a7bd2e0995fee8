package dev.flatline.cli.follow;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.alert.Cause;
import dev.flatline.alert.RunRef;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.RunSignals.AgentSignals;
import dev.flatline.stream.RunSignals.DataSignals;
import dev.flatline.stream.RunSignals.EvaluationSignals;
import dev.flatline.stream.RunSignals.LayerSignals;
import dev.flatline.stream.RunSignals.ProgressSignals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What travels on the topics, to test with. */
public final class Messages {

    public static final RunRef RUN = new RunRef("digits", "digits", 7, Map.of());

    public static final Cause CAUSE = new Cause(
            "saturating-activation",
            0.84,
            "Sigmoids saturate in layers 0 and 2.",
            ".activation(Activation.RELU)",
            List.of("output-collapse"));

    public static final Cause OTHER =
            new Cause("learning-rate-too-high", 0.3, "Adam 0.01.", "new Adam(1e-3)", List.of("output-collapse"));

    private Messages() {}

    public static Telemetry started(RunRef run) {
        return telemetry(run)
                .setRunStarted(RunStarted.newBuilder().setName(run.name()).putAllTags(run.tags()))
                .build();
    }

    public static Telemetry ended(RunRef run, RunEnded.Status status, String reason, long iterations) {
        return telemetry(run)
                .setRunEnded(RunEnded.newBuilder()
                        .setStatus(status)
                        .setReason(reason)
                        .setIterations(iterations))
                .build();
    }

    private static Telemetry.Builder telemetry(RunRef run) {
        return Telemetry.newBuilder().setSchema(1).setRunId(run.id()).setAttempt(run.attempt());
    }

    public static Alert firing() {
        return alert(1, AlertState.FIRING, null);
    }

    public static Alert resolved(long iteration) {
        return alert(2, AlertState.RESOLVED, iteration);
    }

    private static Alert alert(int sequence, AlertState state, @Nullable Long resolvedIteration) {
        Map<String, Double> evidence = new LinkedHashMap<>();
        evidence.put("outputDiversity", 1e-9);
        evidence.put("skill", Double.NaN);
        Symptom symptom = new Symptom(
                "output-collapse", "constant", Severity.CRITICAL, List.of("4"), "One answer for all.", evidence);
        return new Alert("f1", sequence, state, RUN, symptom, 12, 60, resolvedIteration, 1_000L * sequence, CAUSE);
    }

    public static RunSignals signals(String status, long iteration, List<Alert> firing) {
        return signals(status, iteration, firing, 0.001);
    }

    public static RunSignals signals(String status, long iteration, List<Alert> firing, double skill) {
        return new RunSignals(
                RUN,
                "MultiLayerNetwork",
                iteration,
                iteration + 1,
                0,
                2.3026,
                2.3026,
                2.3026,
                skill,
                1e-9,
                1e-9,
                new ProgressSignals(32 * (iteration + 1), 0.01, 1, 0.1),
                new EvaluationSignals(Double.NaN, Double.NaN, Double.NaN, Double.NaN),
                new DataSignals(1_000, 640, 2, List.of(), List.of()),
                status,
                "",
                5_000,
                List.of(),
                firing,
                firing.isEmpty() ? null : CAUSE,
                firing.isEmpty() ? List.of() : List.of(OTHER),
                new AgentSignals(iteration + 1, 3, 0, 0.0042, 0, 0, 0));
    }

    /** The same with these layers. */
    public static RunSignals withLayers(RunSignals signals, List<LayerSignals> layers) {
        return new RunSignals(
                signals.run(),
                signals.model(),
                signals.iteration(),
                signals.iterations(),
                signals.epoch(),
                signals.score(),
                signals.loss(),
                signals.bestConstantLoss(),
                signals.skill(),
                signals.outputDiversity(),
                signals.probeDiversity(),
                signals.progress(),
                signals.evaluation(),
                signals.data(),
                signals.status(),
                signals.statusReason(),
                signals.timeMillis(),
                layers,
                signals.firing(),
                signals.diagnosis(),
                signals.otherCauses(),
                signals.agent());
    }
}
