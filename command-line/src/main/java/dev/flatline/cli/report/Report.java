package dev.flatline.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flatline.alert.Alert;
import dev.flatline.alert.Cause;
import dev.flatline.cli.follow.FollowedRun;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.RunSignals.AgentSignals;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of the runs of a command, for programs to read.
 *
 * <p>JSON; NaN and the infinities, which JSON numbers cannot express, are the strings {@code "NaN"},
 * {@code "Infinity"}, {@code "-Infinity"}. Fields are added, never removed or renamed, while the version stays.
 *
 * @param version of this format; 1
 * @param runs in the order in which they began; empty if no training was seen
 */
public record Report(int version, List<Run> runs) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * One attempt of one run.
     *
     * @param run its id
     * @param name what people call it
     * @param iterations updates made
     * @param status running, completed, failed, killed or detached
     * @param statusReason in words; empty while running
     * @param alerts in the order in which they fired
     * @param diagnosis the likeliest cause of what was wrong at the end; {@code null} if nothing was, or none is known
     * @param otherCauses the less likely ones
     * @param agent what the agent did and did not do; NaN and 0 where nothing was heard of it
     */
    public record Run(
            String run,
            String name,
            long iterations,
            String status,
            String statusReason,
            List<Episode> alerts,
            @Nullable Explanation diagnosis,
            List<Explanation> otherCauses,
            Agent agent) {}

    /**
     * An alert from its firing to its end.
     *
     * @param resolvedIteration {@code null} if it was still firing at the end
     */
    public record Episode(
            String kind,
            String variant,
            String severity,
            List<String> layers,
            long firstIteration,
            long firedIteration,
            @Nullable Long resolvedIteration,
            String message,
            Map<String, Double> evidence) {}

    /**
     * A cause.
     *
     * @param confidence 0..1
     */
    public record Explanation(String cause, double confidence, String explanation, String fix) {}

    /**
     * The agent's account of itself.
     *
     * @param overhead time taken on the training thread divided by the training's own
     */
    public record Agent(double overhead, long captured, long thinned, long dropped) {}

    public static Report of(List<FollowedRun> runs) {
        return new Report(1, runs.stream().map(Report::describe).toList());
    }

    private static Run describe(FollowedRun run) {
        RunSignals signals = run.signals();
        Cause diagnosis = signals == null ? null : signals.diagnosis();
        return new Run(
                run.run().id(),
                run.run().name(),
                run.iterations(),
                run.status(),
                run.statusReason(),
                run.alerts().stream().map(Report::describe).toList(),
                diagnosis == null ? null : describe(diagnosis),
                signals == null
                        ? List.of()
                        : signals.otherCauses().stream().map(Report::describe).toList(),
                signals == null ? new Agent(Double.NaN, 0, 0, 0) : describe(signals.agent()));
    }

    /** An alert as reports have it. */
    public static Episode describe(Alert alert) {
        return new Episode(
                alert.symptom().kind(),
                alert.symptom().variant(),
                alert.symptom().severity().label(),
                alert.symptom().layers(),
                alert.firstIteration(),
                alert.firedIteration(),
                alert.resolvedIteration(),
                alert.symptom().message(),
                alert.symptom().evidence());
    }

    private static Explanation describe(Cause cause) {
        return new Explanation(cause.cause(), cause.confidence(), cause.explanation(), cause.fix());
    }

    private static Agent describe(AgentSignals agent) {
        return new Agent(agent.overhead(), agent.captured(), agent.thinned(), agent.dropped());
    }

    /** Indented, ended by a line end. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("writing the report as JSON", e);
        }
    }
}
