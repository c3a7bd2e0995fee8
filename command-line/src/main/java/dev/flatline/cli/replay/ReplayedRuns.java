package dev.flatline.cli.replay;

import dev.flatline.cli.follow.FollowedRun;
import dev.flatline.cli.follow.FollowedRuns;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.rules.Rules;
import dev.flatline.stream.topology.Replay;
import dev.flatline.stream.topology.Told;
import java.util.List;

/** Runs as they come out under some rules. */
final class ReplayedRuns {

    private final Replay replay;
    private final FollowedRuns runs = new FollowedRuns(run -> true);

    ReplayedRuns(Rules rules) {
        this.replay = new Replay(rules);
    }

    void take(Telemetry message) {
        runs.take(message);
        Told told = replay.take(message);
        told.alerts().forEach(runs::take);
        RunSignals signals = told.signals();
        if (signals != null) {
            runs.take(signals);
        }
    }

    /** In the order in which they were first heard of. */
    List<FollowedRun> all() {
        return runs.all();
    }
}
