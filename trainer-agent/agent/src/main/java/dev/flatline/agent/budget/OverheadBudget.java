package dev.flatline.agent.budget;

import java.util.Arrays;

/**
 * Measures what share of the training's time the agent takes, and chooses the {@link Effort} that keeps it in budget.
 *
 * <p>Decisions are made over windows of 16 updates or two rounds of layer statistics, whichever is more. They go by
 * medians, apart for updates with layer statistics and without: a garbage collection, a compilation or another process
 * that fell into the agent's time says nothing about the next window. The reported overhead leaves nothing out. Above
 * the budget the effort falls by as many levels as it takes to halve down to it, below 40 % of it the effort rises by
 * one; each level halves or doubles the costly part, so the two marks keep the level from swinging. The first 64 updates decide nothing: all code is cold then, and
 * a training that fails at once is seen in full.
 *
 * <p>Not thread-safe; one for each training thread. Cost: some nanoseconds an update.
 */
public final class OverheadBudget {

    private static final int COLD = 64;
    private static final int WINDOW = 16;
    private static final double RELAX_BELOW = 0.4;
    private static final int REPORTED = 64;

    private final double budget;

    private long updates;
    private int level;

    private final long[] lastAgent = new long[REPORTED];
    private final long[] lastTraining = new long[REPORTED];
    private long agentNanos;
    private long trainingNanos;

    private final Window looking = new Window();
    private final Window resting = new Window();
    private final Window training = new Window();

    /**
     * A budget for one training.
     *
     * @param budget agent time divided by the training's own time, above 0
     */
    public OverheadBudget(double budget) {
        if (!(budget > 0)) {
            throw new IllegalArgumentException("overhead budget " + budget + " is not above 0");
        }
        this.budget = budget;
    }

    /** What to look at in the coming update. */
    public Effort effort() {
        return Effort.at(level);
    }

    /** Whether layer statistics are to be taken in the coming update. */
    public boolean looksAtLayers() {
        return updates % effort().every() == 0;
    }

    /** Takes in what an update cost, both in nanoseconds; {@code own} is the training's time without the agent's. */
    public void spent(long agent, long own) {
        remember(agent, own);
        if (updates >= COLD) {
            (looksAtLayers() ? looking : resting).add(agent);
            training.add(own);
        }
        updates++;
        if (training.count >= Math.max(WINDOW, 2 * effort().every())) {
            decide();
        }
    }

    /** Agent time divided by the training's own time over the last {@value #REPORTED} updates; 0 before the first. */
    public double overhead() {
        return trainingNanos > 0 ? (double) agentNanos / trainingNanos : 0;
    }

    private void remember(long agent, long own) {
        int place = (int) (updates % REPORTED);
        agentNanos += agent - lastAgent[place];
        trainingNanos += own - lastTraining[place];
        lastAgent[place] = agent;
        lastTraining[place] = own;
    }

    private void decide() {
        double agent = looking.count * looking.median() + resting.count * resting.median();
        double share = agent / Math.max(1, training.count * training.median());
        if (share > budget) {
            level = Math.min(Effort.LAST, level + Math.max(1, (int) (Math.log(share / budget) / Math.log(2))));
        } else if (share < RELAX_BELOW * budget) {
            level = Math.max(0, level - 1);
        }
        looking.count = 0;
        resting.count = 0;
        training.count = 0;
    }

    /** Times of one window. */
    private static final class Window {

        private final long[] nanos = new long[2 << Effort.LAST];
        private int count;

        void add(long time) {
            nanos[count++] = time;
        }

        double median() {
            Arrays.sort(nanos, 0, count);
            return count == 0 ? 0 : nanos[count / 2];
        }
    }
}
