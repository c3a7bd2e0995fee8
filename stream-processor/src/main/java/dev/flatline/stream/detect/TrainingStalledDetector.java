package dev.flatline.stream.detect;

import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.rules.Unit;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

/**
 * A run that has not ended has gone quiet: nothing for {@link #LEAST} (five minutes), and for {@link #TIMES} (3) times the longest pause
 * it has made before, so that evaluations between epochs do not count.
 *
 * <p>Silence alone does not tell a training that hangs from one whose process was killed, or whose agent does not reach
 * the broker; the message says so. Resolves with the next message, and with the end of the run. The clock is the
 * processor's and starts anew with it, so that nothing is told because the processor itself was away.
 */
public final class TrainingStalledDetector implements Detector {

    private static final String KIND = "training-stalled";

    /** Five minutes: longer than most first evaluations take, which no pause before could announce. */
    static final Threshold LEAST = new Threshold(KIND, "least", 300, Unit.SECONDS, "fires after so long a silence");

    static final Threshold TIMES =
            new Threshold(KIND, "times", 3, Unit.RATIO, "and only if it is so many times the longest pause before");

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Persistence persistence() {
        return new Persistence(1, 1);
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(LEAST, TIMES);
    }

    @Override
    public Verdict look(RunHistory run) {
        long quiet = run.quiet().now();
        if (quiet == 0) {
            return Verdict.absent();
        }
        boolean tooLong = quiet >= 1_000 * LEAST.of(run)
                && quiet >= TIMES.of(run) * run.quiet().longest();
        return tooLong ? Verdict.present(symptom(run)) : Verdict.unclear();
    }

    private static Symptom symptom(RunHistory run) {
        double quiet = run.quiet().now() / 1_000.0;
        double before = run.quiet().longest() / 1_000.0;
        return new Symptom(
                KIND,
                "",
                Severity.WARNING,
                List.of(),
                "Nothing has been heard of the training for " + spoken(quiet) + "; its longest pause before was "
                        + spoken(before)
                        + ". It hangs, or its process was killed, or its agent does not reach the broker.",
                Evidence.of("quiet_seconds", quiet)
                        .and("longest_pause_seconds", before)
                        .and("last_iteration", (double) run.lastIteration())
                        .numbers());
    }

    private static String spoken(double seconds) {
        if (seconds < 1) {
            return "less than a second";
        }
        return seconds < 100 ? Math.round(seconds) + " seconds" : Math.round(seconds / 60) + " minutes";
    }
}
