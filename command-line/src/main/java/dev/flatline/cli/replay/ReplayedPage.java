package dev.flatline.cli.replay;

import dev.flatline.alert.configure.Glob;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.live.collect.CollectedRuns;
import dev.flatline.live.report.HtmlReport;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.rules.Rules;
import dev.flatline.stream.topology.Replay;
import dev.flatline.stream.topology.Told;

/** Recorded runs, judged again, as a report to look at. */
public final class ReplayedPage {

    private final Replay replay;
    private final CollectedRuns runs;

    /** Nothing has been judged yet; the glob says which runs, by their name or id. */
    public ReplayedPage(Rules rules, Glob wanted) {
        this.replay = new Replay(rules);
        this.runs = new CollectedRuns(run -> wanted.matches(run.id()) || wanted.matches(run.name()));
    }

    /** Takes in the next message. */
    public void take(Telemetry message) {
        runs.take(message);
        Told told = replay.take(message);
        told.alerts().forEach(runs::take);
        RunSignals signals = told.signals();
        if (signals != null) {
            runs.take(signals);
        }
    }

    /** Whether there is nothing to show. */
    public boolean isEmpty() {
        return runs.since(0).all().isEmpty();
    }

    public String html() {
        return HtmlReport.of(runs);
    }
}
