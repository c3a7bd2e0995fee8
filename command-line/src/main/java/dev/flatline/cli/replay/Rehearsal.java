package dev.flatline.cli.replay;

import dev.flatline.alert.configure.Glob;
import dev.flatline.cli.WrongUseException;
import dev.flatline.cli.follow.FollowedRun;
import dev.flatline.cli.report.Conclusion;
import dev.flatline.cli.report.Report;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.rules.Rules;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges recorded telemetry again: once, or under two sets of rules at the same time. Any number of messages; memory
 * grows with the runs in them only.
 */
public final class Rehearsal {

    private final ReplayedRuns now;
    private final @Nullable ReplayedRuns otherwise;
    private final Selection selection;
    private @Nullable IOException brokenOff;

    /**
     * Nothing has been judged yet.
     *
     * @param baseline the rules that hold now
     * @param other the rules to compare with; {@code null} to compare with nothing
     * @param wanted names or ids of the runs to look at
     */
    public Rehearsal(Rules baseline, @Nullable Rules other, Glob wanted) {
        this.now = new ReplayedRuns(baseline);
        this.otherwise = other == null ? null : new ReplayedRuns(other);
        this.selection = new Selection(wanted);
    }

    /**
     * Judges all there is. Where a recording breaks off, what was there before counts.
     *
     * @throws WrongUseException if there is nothing to judge
     */
    public void judge(TelemetrySource source) {
        try {
            source.forEach(this::take);
        } catch (IOException e) {
            brokenOff = e;
        }
        if (selected(now).isEmpty()) {
            throw nothing();
        }
    }

    private void take(Telemetry message) {
        if (selection.takes(message)) {
            now.take(message);
            if (otherwise != null) {
                otherwise.take(message);
            }
        }
    }

    private List<FollowedRun> selected(ReplayedRuns runs) {
        return runs.all().stream().filter(run -> selection.wants(run.run())).toList();
    }

    private WrongUseException nothing() {
        if (brokenOff != null) {
            return new WrongUseException(String.valueOf(brokenOff.getMessage()));
        }
        String known = selection.otherRuns().stream().limit(20).collect(Collectors.joining(", "));
        return new WrongUseException(
                known.isEmpty()
                        ? "There is no telemetry to replay: not one message."
                        : "There is no run of that name. There is: " + known);
    }

    /** What became of the runs, or what would change, in words. */
    public String text() {
        return otherwise == null
                ? selected(now).stream().map(Conclusion::of).collect(Collectors.joining())
                : ComparisonText.of(RunComparison.of(selected(now), selected(otherwise)));
    }

    /** The same for programs: a report as {@code flatline run} writes it, or a comparison. */
    public String json() {
        return otherwise == null
                ? Report.of(selected(now)).toJson()
                : ComparisonJson.of(RunComparison.of(selected(now), selected(otherwise)));
    }

    /**
     * Says what limits what was judged.
     *
     * @return whether everything could be read
     */
    public boolean reservations(Consumer<String> log) {
        if (selection.newerMessages() > 0) {
            log.accept(selection.newerMessages() + " of " + selection.messages()
                    + " messages hold what only a newer version of Flatline knows; that was passed over");
        }
        if (brokenOff != null) {
            log.accept(brokenOff.getMessage() + "; what came before is judged above");
        }
        return brokenOff == null;
    }
}
