package dev.flatline.stream.lifecycle;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.alert.Cause;
import dev.flatline.alert.RunRef;
import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.AgentReport;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.detect.Detector;
import dev.flatline.stream.detect.Persistence;
import dev.flatline.stream.detect.Verdict;
import dev.flatline.stream.diagnose.Diagnosis;
import dev.flatline.stream.rules.Rules;
import dev.flatline.stream.trend.RunHistory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one run between two messages: its history, its episodes, and how it stands.
 *
 * <p>Belongs to one stream thread. Written as one blob for each run, see {@link RunStateCodec}.
 */
public final class RunState {

    private final String runId;
    private final long attempt;
    private final RunHistory history;
    private final Map<String, Episode> episodes = new LinkedHashMap<>();
    private final Map<String, Alert> firing = new LinkedHashMap<>();
    private RunStatus status = RunStatus.RUNNING;
    private AgentReport agent = AgentReport.getDefaultInstance();
    private long timeMillis;
    private long signalledMillis = Long.MIN_VALUE;

    RunState(String runId, long attempt, RunHistory history) {
        this.runId = runId;
        this.attempt = attempt;
        this.history = history;
    }

    /** The state of a run of which nothing is known yet. */
    public static RunState of(Telemetry first) {
        return new RunState(first.getRunId(), first.getAttempt(), new RunHistory(RunStarted.getDefaultInstance()));
    }

    /** Whether the message speaks of a later attempt of the run: what is known of this one is history then. */
    public boolean isBefore(Telemetry message) {
        return attempt < message.getAttempt();
    }

    /** Whether the message is a straggler of an attempt that has been replaced. */
    public boolean isAfter(Telemetry message) {
        return attempt > message.getAttempt();
    }

    /**
     * Takes in a message of this attempt.
     *
     * @return whether it told anything new; false for a step that was seen before, or a body we do not know
     */
    public boolean take(Telemetry message) {
        history.quiet().endedAfter(timeMillis == 0 ? 0 : message.getTimeMillis() - timeMillis);
        timeMillis = message.getTimeMillis();
        switch (message.getBodyCase()) {
            case RUN_STARTED -> history.describe(message.getRunStarted());
            case STEP -> {
                if (history.hasSeen(message.getStep())) {
                    return false;
                }
                history.add(message.getStep());
                report(message.getStep().hasAgent(), message.getStep().getAgent());
            }
            case RUN_ENDED -> end(message.getRunEnded());
            case EVALUATION -> history.add(message.getEvaluation());
            case COMMAND_OUTCOME, BODY_NOT_SET -> {
                return false;
            }
        }
        return true;
    }

    /** Looks up what of the rules is for this run. */
    public void judgeBy(Rules rules) {
        RunRef run = run();
        history.judgeBy(rules.of(run.name(), run.tags()));
    }

    private void end(RunEnded end) {
        status = RunStatus.of(end);
        report(end.hasAgent(), end.getAgent());
    }

    private void report(boolean present, AgentReport newer) {
        if (present) {
            agent = newer;
        }
    }

    /**
     * Moves the episode of one kind by one step, or decides it when the run has ended.
     *
     * @return the alert, if it fired or resolved at this step
     */
    public Optional<Alert> advance(Detector detector, Verdict verdict, Diagnosis diagnosis) {
        Episode before = episodes.getOrDefault(detector.kind(), Episode.quiet());
        Persistence persistence = detector.persistence(history);
        Episode after = before.next(verdict, isRunning() ? persistence : persistence.atEnd(), history.lastIteration());
        episodes.put(detector.kind(), after);
        @Nullable Cause cause = diagnosis.of(detector.kind()).orElse(null);
        if (after instanceof Episode.Firing now) {
            return fire(detector.kind(), now, before instanceof Episode.Firing, cause);
        }
        return after instanceof Episode.Resolved now ? Optional.of(resolved(detector.kind(), now)) : Optional.empty();
    }

    private Optional<Alert> fire(String kind, Episode.Firing now, boolean known, @Nullable Cause cause) {
        Alert alert = new Alert(
                Fingerprint.of(this, now),
                1,
                AlertState.FIRING,
                run(),
                now.symptom(),
                now.firstIteration(),
                now.firedIteration(),
                null,
                timeMillis + history.quiet().now(),
                cause);
        firing.put(kind, alert);
        return known ? Optional.empty() : Optional.of(alert);
    }

    private Alert resolved(String kind, Episode.Resolved now) {
        @Nullable Alert fired = firing.remove(kind);
        return new Alert(
                Fingerprint.of(this, now),
                2,
                AlertState.RESOLVED,
                run(),
                now.symptom(),
                now.firstIteration(),
                now.firedIteration(),
                now.resolvedIteration(),
                timeMillis,
                fired == null ? null : fired.likelyCause());
    }

    /** Resolves all that fires, because a new attempt has taken this one's place. */
    public List<Alert> giveWay() {
        List<Alert> alerts = new ArrayList<>();
        episodes.replaceAll((kind, episode) -> {
            if (episode instanceof Episode.Firing now) {
                Episode.Resolved end = now.resolve(history.lastIteration());
                alerts.add(resolved(kind, end));
                return end;
            }
            return episode;
        });
        return alerts;
    }

    public String runId() {
        return runId;
    }

    public long attempt() {
        return attempt;
    }

    public RunHistory history() {
        return history;
    }

    public boolean isRunning() {
        return status.equals(RunStatus.RUNNING);
    }

    public RunStatus status() {
        return status;
    }

    public AgentReport agent() {
        return agent;
    }

    /** The trainer's clock at the last message, milliseconds since the epoch. */
    public long timeMillis() {
        return timeMillis;
    }

    /** The run as alerts refer to it; its id serves as name until its description has arrived. */
    public RunRef run() {
        RunStarted description = history.description();
        String name = description.getName().isEmpty() ? runId : description.getName();
        return new RunRef(runId, name, attempt, description.getTagsMap());
    }

    /** Alerts that are firing, with their latest evidence. */
    public Collection<Alert> firing() {
        return firing.values();
    }

    /** Symptoms of the episodes that are firing, as last seen. */
    public List<Symptom> firingSymptoms() {
        return firing.values().stream().map(Alert::symptom).toList();
    }

    /** Whether signals are due: a second of training has passed since the last. */
    public boolean isSignalDue() {
        return signalledMillis == Long.MIN_VALUE || timeMillis - signalledMillis >= 1_000;
    }

    public void signalled() {
        signalledMillis = timeMillis;
    }

    Map<String, Episode> episodes() {
        return episodes;
    }

    long signalledMillis() {
        return signalledMillis;
    }

    /** Puts back what the codec read. */
    void restore(Standing standing) {
        status = standing.status();
        agent = standing.agent();
        timeMillis = standing.timeMillis();
        signalledMillis = standing.signalledMillis();
    }

    void restore(String kind, Episode episode, @Nullable Alert alert) {
        episodes.put(kind, episode);
        if (alert != null) {
            firing.put(kind, alert);
        }
    }

    /** The small change of a state, for the codec. */
    record Standing(RunStatus status, AgentReport agent, long timeMillis, long signalledMillis) {}
}
