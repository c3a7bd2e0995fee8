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
 * Iterations take far longer than this run was used to, for mini-batches of the same size.
 *
 * <p>Fires when the median of 31 iterations is {@link #SLOWER} times the usual and has been above 1.5 times for {@value
 * #MANY} iterations and {@link #LONG} seconds. One more busy process on a full machine slows a training to half: so
 * twice as slow is a neighbour, and only more than that is told. Runs whose iterations usually take less than {@value
 * #FLOOR} seconds are never judged: on a busy machine the scheduler's time slices alone make them ten times as long.
 * Resolves below 1.5 times.
 */
public final class ThroughputRegressionDetector implements Detector {

    private static final String KIND = "throughput-regression";

    static final Threshold SLOWER =
            new Threshold(KIND, "slower", 3, Unit.RATIO, "fires when an iteration takes so many times what is usual");
    static final Threshold MUCH_SLOWER =
            new Threshold(KIND, "much-slower", 10, Unit.RATIO, "a warning above, and for information below");
    static final Threshold RECOVERED = new Threshold(KIND, "recovered", 1.5, Unit.RATIO, "resolves below");
    static final Threshold MANY =
            new Threshold(KIND, "steps", 200, Unit.STEPS, "and only after so many of them in a row");
    static final Threshold LONG = new Threshold(KIND, "seconds", 60, Unit.DURATION, "that took so long together");
    static final Threshold FLOOR =
            new Threshold(KIND, "floor", 0.1, Unit.DURATION, "runs whose iterations usually take less are not judged");

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
        return List.of(SLOWER, MUCH_SLOWER, RECOVERED, MANY, LONG, FLOOR);
    }

    @Override
    public Verdict look(RunHistory run) {
        IterationTime time = run.iterationTime();
        if (Double.isNaN(time.timesUsual())) {
            return Verdict.unclear();
        }
        if (time.timesUsual() < RECOVERED.of(run) || time.usualSeconds() < FLOOR.of(run)) {
            return Verdict.absent();
        }
        boolean lasting = time.slowFor() >= MANY.of(run) && time.slowSeconds() >= LONG.of(run);
        return time.timesUsual() >= SLOWER.of(run) && lasting ? Verdict.present(symptom(run, time)) : Verdict.unclear();
    }

    private static Symptom symptom(RunHistory run, IterationTime time) {
        return new Symptom(
                KIND,
                "",
                time.timesUsual() < MUCH_SLOWER.of(run) ? Severity.INFO : Severity.WARNING,
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
