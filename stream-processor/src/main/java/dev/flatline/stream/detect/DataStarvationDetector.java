package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.IterationTime;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * The network waits for data longer than it trains.
 *
 * <p>Fires when waiting between updates is more than half of the time for {@link #MANY} (200) iterations, by medians over 31,
 * and at least {@link #FLOOR} (0.05) seconds each: below, the pause is the program's own and there is little to gain. What is
 * seen is the time from the end of an update to the beginning of the next; listeners and evaluations at every iteration
 * count as waiting too. Resolves below {@link #RECOVERED} (0.4) of the time.
 */
public final class DataStarvationDetector implements Detector {

    private static final String KIND = "data-starvation";

    static final Threshold HALF =
            new Threshold(KIND, "share", 0.5, Unit.SHARE, "fires when waiting for data takes more of the time");
    static final Threshold NEARLY_ALL =
            new Threshold(KIND, "nearly-all", 0.8, Unit.SHARE, "a warning above, and for information below");
    static final Threshold RECOVERED = new Threshold(KIND, "recovered", 0.4, Unit.SHARE, "resolves when it takes less");
    static final Threshold MANY =
            new Threshold(KIND, "steps", 200, Unit.STEPS, "and only after so many of them in a row");
    static final Threshold FLOOR = new Threshold(KIND, "floor", 0.05, Unit.DURATION, "shorter waits do not count");

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Persistence persistence() {
        return new Persistence(20, 50);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(HALF, NEARLY_ALL, RECOVERED, MANY, FLOOR);
    }

    @Override
    public Verdict look(RunHistory run) {
        IterationTime time = run.iterationTime();
        if (Double.isNaN(time.waitShare())) {
            return Verdict.unclear();
        }
        if (time.waitShare() < RECOVERED.of(run) || time.waitSeconds() < FLOOR.of(run)) {
            return Verdict.absent();
        }
        return time.waitShare() > HALF.of(run) && time.waitingFor() >= MANY.of(run)
                ? Verdict.present(symptom(run, time))
                : Verdict.unclear();
    }

    private static Symptom symptom(RunHistory run, IterationTime time) {
        return new Symptom(
                KIND,
                "",
                time.waitShare() < NEARLY_ALL.of(run) ? Severity.INFO : Severity.WARNING,
                List.of(),
                Figures.percent(time.waitShare()) + " of the time passes between updates: the network waits "
                        + Figures.show(time.waitSeconds()) + " s for each mini-batch.",
                Evidence.of("wait_share", time.waitShare())
                        .and("wait_seconds", time.waitSeconds())
                        .and("iteration_seconds", time.seconds())
                        .and("waiting_iterations", (double) time.waitingFor())
                        .numbers());
    }
}
