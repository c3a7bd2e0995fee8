package dev.flatline.cli.follow;

import dev.flatline.alert.Alert;
import dev.flatline.alert.RunRef;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.RunSignals;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The runs of one command, in the order in which they were first heard of. Belongs to one thread. */
public final class FollowedRuns {

    private final Predicate<RunRef> ours;
    private final Map<Attempt, FollowedRun> runs = new LinkedHashMap<>();

    /** Follows the runs of which the predicate says that they are the command's. */
    public FollowedRuns(Predicate<RunRef> ours) {
        this.ours = ours;
    }

    private record Attempt(String runId, long number) {}

    /** What a run says about its own beginning and end. */
    public void take(Telemetry telemetry) {
        switch (telemetry.getBodyCase()) {
            case RUN_STARTED -> start(describe(telemetry, telemetry.getRunStarted()));
            case RUN_ENDED -> end(telemetry, telemetry.getRunEnded());
            case STEP, EVALUATION, COMMAND_OUTCOME, BODY_NOT_SET -> {}
        }
    }

    private void start(RunRef run) {
        if (ours.test(run)) {
            of(run).takeName(run);
        }
    }

    /** A run's end has no tags: only one whose beginning or signals were ours can be ours. */
    private void end(Telemetry telemetry, RunEnded end) {
        FollowedRun run = runs.get(new Attempt(telemetry.getRunId(), telemetry.getAttempt()));
        if (run != null) {
            run.take(end);
        }
    }

    /** What the processor makes of a run. */
    public void take(RunSignals signals) {
        if (ours.test(signals.run())) {
            of(signals.run()).take(signals);
        }
    }

    /**
     * An alert that fired or resolved.
     *
     * @return whether it is about a run of the command
     */
    public boolean take(Alert alert) {
        if (!ours.test(alert.run())) {
            return false;
        }
        of(alert.run()).take(alert);
        return true;
    }

    private FollowedRun of(RunRef run) {
        return runs.computeIfAbsent(new Attempt(run.id(), run.attempt()), attempt -> new FollowedRun(run));
    }

    public List<FollowedRun> all() {
        return List.copyOf(runs.values());
    }

    public boolean isEmpty() {
        return runs.isEmpty();
    }

    /** Whether the processor has seen the end of every run. */
    public boolean areOver() {
        return runs.values().stream().allMatch(FollowedRun::isOver);
    }

    /** Whether every run's end is known, by its own word or somebody's. */
    public boolean haveEnds() {
        Collection<FollowedRun> all = runs.values();
        return all.stream().allMatch(run -> run.end() != null);
    }

    /** Whether there are runs, and the agent has been detached from all of them. */
    public boolean areDetached() {
        return !runs.isEmpty()
                && runs.values().stream()
                        .map(FollowedRun::end)
                        .allMatch(end -> end != null && end.getStatus() == RunEnded.Status.DETACHED);
    }

    private static RunRef describe(Telemetry telemetry, RunStarted started) {
        String name = started.getName().isEmpty() ? telemetry.getRunId() : started.getName();
        return new RunRef(telemetry.getRunId(), name, telemetry.getAttempt(), started.getTagsMap());
    }
}
