package dev.flatline.stream.query;

import dev.flatline.stream.RunSignals;
import java.util.List;

/**
 * One line of the list of runs.
 *
 * @param id names the run
 * @param name what people call it
 * @param attempt which restart
 * @param status running, completed, failed, killed or detached
 * @param iteration of the last step; -1 before the first
 * @param score of that step; NaN when not known
 * @param skill 1 - loss / best constant loss; NaN when not known
 * @param timeMillis the trainer's clock at the last message, milliseconds since the epoch
 * @param firing titles of the alerts that are firing
 */
record Glance(
        String id,
        String name,
        long attempt,
        String status,
        long iteration,
        double score,
        double skill,
        long timeMillis,
        List<String> firing) {

    static Glance of(RunSignals run) {
        return new Glance(
                run.run().id(),
                run.run().name(),
                run.run().attempt(),
                run.status(),
                run.iteration(),
                run.score(),
                run.skill(),
                run.timeMillis(),
                run.firing().stream().map(alert -> alert.title()).toList());
    }
}
