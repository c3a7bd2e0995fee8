package dev.flatline.cli.replay;

import dev.flatline.alert.RunRef;
import dev.flatline.alert.configure.Glob;
import dev.flatline.events.v1.Telemetry;
import java.util.Set;
import java.util.TreeSet;

/** The runs that are asked for, by name or id. Counts what it lets pass. */
final class Selection {

    private final Glob wanted;
    private final Set<String> others = new TreeSet<>();
    private long messages;
    private long newer;

    Selection(Glob wanted) {
        this.wanted = wanted;
    }

    /** False for messages of runs that are known to be others; a run's name is known from its first message. */
    boolean takes(Telemetry message) {
        if (message.hasRunStarted()
                && !wants(message.getRunId(), message.getRunStarted().getName())) {
            others.add(message.getRunId());
        }
        if (others.contains(message.getRunId())) {
            return false;
        }
        messages++;
        newer += message.getBodyCase() == Telemetry.BodyCase.BODY_NOT_SET ? 1 : 0;
        return true;
    }

    boolean wants(RunRef run) {
        return wants(run.id(), run.name());
    }

    private boolean wants(String id, String name) {
        return wanted.matches(id) || wanted.matches(name);
    }

    /** Ids of the runs that were left out. */
    Set<String> otherRuns() {
        return others;
    }

    long messages() {
        return messages;
    }

    /** How many of them hold something that only a newer version of Flatline knows. */
    long newerMessages() {
        return newer;
    }
}
