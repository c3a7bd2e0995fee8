package dev.flatline.cli.watch;

import dev.flatline.cli.follow.FollowedRuns;
import dev.flatline.cli.follow.RunFollower;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Takes in what is still on its way after the command has ended. */
final class Drain {

    private static final Duration POLL = Duration.ofMillis(200);

    /** A command that trained has sent its first and last word before it ends; this is for their way to us. */
    private static final Duration QUIET_BEFORE_ENDS = Duration.ofSeconds(1);

    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final RunFollower follower;
    private final FollowedRuns runs;

    Drain(RunFollower follower, FollowedRuns runs) {
        this.follower = follower;
        this.runs = runs;
    }

    /** Until every run has said how it ended, or nothing more comes. */
    void untilEndsAreKnown() {
        until(() -> !runs.isEmpty() && runs.haveEnds(), QUIET_BEFORE_ENDS);
    }

    /**
     * Until the processor has seen the end of every run.
     *
     * @return false if it has not, though there was nothing more for 5 seconds, or after a minute
     */
    boolean untilOver() {
        return until(runs::areOver, QUIET);
    }

    private boolean until(BooleanSupplier done, Duration longestQuiet) {
        long start = System.nanoTime();
        long lastNews = start;
        while (!done.getAsBoolean()) {
            long now = System.nanoTime();
            if (follower.poll(POLL)) {
                lastNews = now;
            } else if (now - lastNews > longestQuiet.toNanos() || now - start > LONGEST.toNanos()) {
                return false;
            }
        }
        return true;
    }
}
