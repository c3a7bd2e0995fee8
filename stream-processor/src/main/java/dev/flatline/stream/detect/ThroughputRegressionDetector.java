package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.IterationTime;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * Iterations take far longer than this run was used to, for mini-batches of the same size.
 *
 * <p>Fires when the median of 31 iterations is {@value #SLOWER} times the usual and has been above 1.5 times for {@value
 * #MANY} iterations and {@value #LONG} seconds. One more busy process on a full machine slows a training to half: so
 * twice as slow is a neighbour, and only more than that is told. Runs whose iterations usually take less than {@value
 * #FLOOR} seconds are never judged: on a busy machine the scheduler's time slices alone make them ten times as long.
 * Resolves below 1.5 times.
 */
public final class ThroughputRegressionDetector implements Detector {

    static final double SLOWER = 3;
    static final double MUCH_SLOWER = 10;
    static final double RECOVERED = 1.5;
    static final long MANY = 200;
    static final double LONG = 60;
    static final double FLOOR = 0.1;

    @Override
    public String kind() {
        return "throughput-regression";
    }

    @Override
    public Persistence persistence() {
        return new Persistence(20, 50);
    }

    @Override
    public Verdict look(RunHistory run) {
        IterationTime time = run.iterationTime();
        if (Double.isNaN(time.timesUsual())) {
            return Verdict.unclear();
        }
        if (time.timesUsual() < RECOVERED || time.usualSeconds() < FLOOR) {
            return Verdict.absent();
        }
        boolean lasting = time.slowFor() >= MANY && time.slowSeconds() >= LONG;
        return time.timesUsual() >= SLOWER && lasting ? Verdict.present(symptom(time)) : Verdict.unclear();
    }

    private static Symptom symptom(IterationTime time) {
        return new Symptom(
                "throughput-regression",
                "",
                time.timesUsual() < MUCH_SLOWER ? Severity.INFO : Severity.WARNING,
                List.of(),
                "An iteration takes " + Figures.show(time.seconds()) + " s, against "
                        + Figures.show(time.usualSeconds()) + " s before, with mini-batches of the same size.",
                Evidence.of("times_usual", time.timesUsual())
                        .and("iteration_seconds", time.seconds())
                        .and("usual_iteration_seconds", time.usualSeconds())
                        .and("wait_seconds", time.waitSeconds())
                        .and("slow_iterations", (double) time.slowFor())
                        .numbers());
    }
}
