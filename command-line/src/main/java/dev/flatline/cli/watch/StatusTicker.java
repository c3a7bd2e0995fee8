package dev.flatline.cli.watch;

import dev.flatline.cli.follow.FollowedRun;
import dev.flatline.cli.report.Telling;
import dev.flatline.stream.RunSignals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says how runs stand, seldom enough to be read: every 2 seconds in the first 20 seconds of a run, then every 10, and
 * only what changed. Knows no clock: it is told the time.
 */
final class StatusTicker {

    private static final Duration EAGER = Duration.ofSeconds(20);
    private static final Duration EAGER_INTERVAL = Duration.ofSeconds(2);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Telling telling;
    private final Map<String, Told> told = new HashMap<>();

    StatusTicker(Telling telling) {
        this.telling = telling;
    }

    private record Told(Duration first, Duration last, long iteration) {
        boolean isDue(Duration now) {
            Duration interval = now.minus(first).compareTo(EAGER) < 0 ? EAGER_INTERVAL : INTERVAL;
            return now.minus(last).compareTo(interval) >= 0;
        }
    }

    /**
     * The lines to print now.
     *
     * @param now time since any fixed moment
     */
    List<String> lines(List<FollowedRun> runs, Duration now) {
        List<String> lines = new ArrayList<>();
        for (FollowedRun run : runs) {
            RunSignals signals = run.signals();
            if (signals == null) {
                continue;
            }
            telling.hear(signals);
            if (isWorthTelling(signals, now)) {
                lines.add(telling.tell(signals));
            }
        }
        return lines;
    }

    private boolean isWorthTelling(RunSignals signals, Duration now) {
        String run = signals.run().id() + "@" + signals.run().attempt();
        Told before = told.get(run);
        if (signals.iteration() < 0 || !signals.isRunning()) {
            return false;
        }
        if (before != null && (before.iteration == signals.iteration() || !before.isDue(now))) {
            return false;
        }
        told.put(run, new Told(before == null ? now : before.first, now, signals.iteration()));
        return true;
    }
}
