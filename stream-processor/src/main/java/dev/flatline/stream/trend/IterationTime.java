package dev.flatline.stream.trend;

import dev.flatline.events.v1.Step;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How long an iteration takes, what part of that is waiting, and how both compare with what the run was used to.
 *
 * <p>An iteration is an update and the wait before it; the agent's own time is left out. Now is the median of the last
 * {@value #LATEST}, so that a pause, an evaluation or a saved model does not count. Usual is the geometric mean of that
 * over some thousand iterations, without the first {@value #START} (start-up) and without those that are slow, and begins
 * anew when mini-batches change in size. Where several workers train one model only the first is timed, and
 * waiting is not judged: workers wait for each other.
 */
public final class IterationTime {

    static final int LATEST = 31;
    static final int START = 100;
    private static final int LONG = 4_000;
    private static final double SLOW = 1.5;
    private static final double SAME_WORK = 0.1;
    private static final double NANOS = 1e9;

    private final LatestValues times = new LatestValues(LATEST);
    private final LatestValues waits = new LatestValues(LATEST);
    private final RollingMean usual = new RollingMean(LONG);
    private final RollingMean usualWork = new RollingMean(LONG);
    private final RollingMean work = new RollingMean(LATEST);
    private long seen;
    private long usualOf;
    private long slowFor;
    private double slowSeconds;
    private long waitingFor;
    private boolean several;

    void add(Step step) {
        several |= step.getWorker() > 0;
        if (step.getWorker() > 0 || step.getStepNanos() <= 0) {
            return;
        }
        double time = (step.getWaitNanos() + step.getStepNanos()) / NANOS;
        waits.add(step.getWaitNanos() / NANOS);
        times.add(time);
        work.add(work(step));
        if (++seen > START + LATEST) {
            compare(time);
        }
    }

    /** Rows of the first output, which tells the length of sequences too; examples where outputs are not seen. */
    private static double work(Step step) {
        return step.getOutputsCount() > 0 ? step.getOutputs(0).getRows() : step.getBatchSize();
    }

    private void compare(double time) {
        if (Math.abs(work.mean() - usualWork.mean()) > SAME_WORK * usualWork.mean()) {
            usual.forget();
            usualWork.forget();
            usualOf = 0;
        }
        boolean slow = timesUsual() > SLOW;
        slowFor = slow ? slowFor + 1 : 0;
        slowSeconds = slow ? slowSeconds + time : 0;
        if (!slow) {
            usualOf++;
            usual.add(Math.log(seconds()));
            usualWork.add(work.mean());
        }
        waitingFor = waitShare() > 0.5 ? waitingFor + 1 : 0;
    }

    /** Median duration of the last {@value #LATEST} iterations, in seconds; NaN before there are as many. */
    public double seconds() {
        return times.median(LATEST, 0);
    }

    /** What it used to be, in seconds; NaN when not known. */
    public double usualSeconds() {
        return Math.exp(usual.mean());
    }

    /** {@link #seconds()} divided by {@link #usualSeconds()}; NaN before that is known from {@value #START} iterations. */
    public double timesUsual() {
        return usualOf < START ? Double.NaN : seconds() / usualSeconds();
    }

    /** Median wait of the last {@value #LATEST} iterations, in seconds: loading data, listeners, evaluation. */
    public double waitSeconds() {
        return several ? Double.NaN : waits.median(LATEST, 0);
    }

    /** Its share of {@link #seconds()}, at most 1; NaN when not known, or where workers wait for each other. */
    public double waitShare() {
        return Math.min(1, waitSeconds() / seconds());
    }

    /** Iterations in a row, up to the last, that took more than 1.5 times the usual. */
    public long slowFor() {
        return slowFor;
    }

    /** How long these took. */
    public double slowSeconds() {
        return slowSeconds;
    }

    /** Iterations in a row, up to the last, of which waiting was more than half. */
    public long waitingFor() {
        return waitingFor;
    }

    void write(DataOutput out) throws IOException {
        times.write(out);
        waits.write(out);
        usual.write(out);
        usualWork.write(out);
        work.write(out);
        out.writeLong(seen);
        out.writeLong(usualOf);
        out.writeLong(slowFor);
        out.writeDouble(slowSeconds);
        out.writeLong(waitingFor);
        out.writeBoolean(several);
    }

    void read(DataInput in) throws IOException {
        times.read(in);
        waits.read(in);
        usual.read(in);
        usualWork.read(in);
        work.read(in);
        seen = in.readLong();
        usualOf = in.readLong();
        slowFor = in.readLong();
        slowSeconds = in.readDouble();
        waitingFor = in.readLong();
        several = in.readBoolean();
    }
}
