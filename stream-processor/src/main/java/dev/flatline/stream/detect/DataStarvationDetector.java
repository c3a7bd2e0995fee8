package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.IterationTime;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * The network waits for data longer than it trains.
 *
 * <p>Fires when waiting between updates is more than half of the time for {@value #MANY} iterations, by medians over 31,
 * and at least {@value #FLOOR} seconds each: below, the pause is the program's own and there is little to gain. What is
 * seen is the time from the end of an update to the beginning of the next; listeners and evaluations at every iteration
 * count as waiting too. Resolves below {@value #RECOVERED} of the time.
 */
public final class DataStarvationDetector implements Detector {

    static final double HALF = 0.5;
    static final double NEARLY_ALL = 0.8;
    static final double RECOVERED = 0.4;
    static final long MANY = 200;
    static final double FLOOR = 0.05;

    @Override
    public String kind() {
        return "data-starvation";
    }

    @Override
    public Persistence persistence() {
        return new Persistence(20, 50);
    }

    @Override
    public Verdict look(RunHistory run) {
        IterationTime time = run.iterationTime();
        if (Double.isNaN(time.waitShare())) {
            return Verdict.unclear();
        }
        if (time.waitShare() < RECOVERED || time.waitSeconds() < FLOOR) {
            return Verdict.absent();
        }
        return time.waitShare() > HALF && time.waitingFor() >= MANY
                ? Verdict.present(symptom(time))
                : Verdict.unclear();
    }

    private static Symptom symptom(IterationTime time) {
        return new Symptom(
                "data-starvation",
                "",
                time.waitShare() < NEARLY_ALL ? Severity.INFO : Severity.WARNING,
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
