package dev.flatline.cli.report;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Cause;
import dev.flatline.alert.Figures;
import dev.flatline.alerting.notify.console.Fields;
import dev.flatline.cli.follow.FollowedRun;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.RunSignals.AgentSignals;
import java.util.List;
import java.util.stream.Collectors;

/** The last word on a run, for a tired person: what became of it, what was wrong, why, and what to change. */
public final class Conclusion {

    /** Said where a command ended without any sign of a training. */
    public static final String NO_TRAINING = """

            == No DL4J training was seen in that command ==
               Flatline watches MultiLayerNetwork.fit and ComputationGraph.fit in every JVM that the command
               starts. If it did train:
               - Did the JVM load the agent? Each says "Picked up JAVA_TOOL_OPTIONS" when it starts. A script
                 that sets or clears JAVA_TOOL_OPTIONS must keep what is there; a Gradle or Maven daemon that
                 was already running must be stopped first.
               - Did it end before its first iteration?
            """;

    private Conclusion() {}

    /** Said where a job that was attached to ended, or was left, without any sign of a training. */
    public static String noTrainingIn(long pid) {
        return """

                == No DL4J training was seen in process %d while it was watched ==
                   No model was updated in that time. If it trains later, attach again then.
                """.formatted(pid);
    }

    /** A block that begins with an empty line and ends with a line end. */
    public static String of(FollowedRun run) {
        Fields fields = new Fields();
        RunSignals signals = run.signals();
        Cause diagnosis = signals == null ? null : signals.diagnosis();
        if (signals == null) {
            fields.text("Result", "The run began, but no step of it was analysed, so nothing can be said about it.");
        } else if (diagnosis != null) {
            diagnose(fields, diagnosis, signals.otherCauses());
        } else {
            fields.text("Diagnosis", withoutDiagnosis(run));
        }
        run.alerts().forEach(alert -> fields.text("Alert", episode(alert)));
        if (signals != null) {
            fields.text("Agent", agent(signals.agent()));
        }
        return "\n" + headline(run) + "\n" + fields;
    }

    private static String headline(FollowedRun run) {
        String reason = run.status().equals("completed") || run.statusReason().isEmpty()
                ? ""
                : " (" + Fields.printable(run.statusReason()) + ")";
        return "== " + Fields.printable(run.run().name()) + ": " + run.status() + reason + " after " + run.iterations()
                + (run.iterations() == 1 ? " iteration ==" : " iterations ==");
    }

    private static void diagnose(Fields fields, Cause diagnosis, List<Cause> others) {
        fields.text("Diagnosis", diagnosis.cause() + " (confidence " + percent(diagnosis.confidence()) + ")");
        fields.text("Why", diagnosis.explanation());
        fields.verbatim("Fix", diagnosis.fix());
        if (!others.isEmpty()) {
            fields.text(
                    "Or else",
                    others.stream()
                            .map(cause -> cause.cause() + " (" + percent(cause.confidence()) + ")")
                            .collect(Collectors.joining(", ")));
        }
    }

    private static String withoutDiagnosis(FollowedRun run) {
        if (run.alerts().isEmpty()) {
            return "No fault found in " + run.iterations() + " iterations.";
        }
        return run.firing().isEmpty()
                ? "What was wrong has gone: every alert resolved, and no fault was left at the end."
                : "No single cause explains what fired; see the alerts.";
    }

    private static String episode(Alert alert) {
        Long resolved = alert.resolvedIteration();
        String end = resolved == null ? "there to the end" : "gone at iteration " + resolved;
        return alert.title() + ", " + alert.symptom().severity().label() + ", since iteration " + alert.firstIteration()
                + ", " + end;
    }

    private static String agent(AgentSignals agent) {
        return "took " + Figures.percent(agent.overhead()) + " of the training's time lately; " + agent.captured()
                + " iterations captured, " + agent.thinned() + " thinned, " + agent.dropped() + " messages dropped";
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
