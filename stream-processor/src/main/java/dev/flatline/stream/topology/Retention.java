package dev.flatline.stream.topology;

import dev.flatline.stream.lifecycle.RunState;
import java.time.Duration;

/**
 * How long the state of a run is kept after its last message: seven days, as long as its telemetry, so that none of that
 * can come again and find nothing; thirty days if it never said that it ended, since a training may hang for long.
 */
final class Retention {

    /** How often to look. */
    static final Duration INTERVAL = Duration.ofMinutes(10);

    static final Duration ENDED = Duration.ofDays(7);
    static final Duration SILENT = Duration.ofDays(30);

    private Retention() {}

    static boolean isOver(RunState run, long now) {
        Duration kept = run.isRunning() ? SILENT : ENDED;
        return now - run.timeMillis() > kept.toMillis();
    }
}
