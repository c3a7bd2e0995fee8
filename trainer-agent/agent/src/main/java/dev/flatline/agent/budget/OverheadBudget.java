package dev.flatline.agent.budget;

/**
 * Measures what share of the training's time the agent takes, and chooses the {@link Effort} that keeps it in budget.
 *
 * <p>Decisions are made over windows of 16 updates or two rounds of layer statistics, whichever is more. The costliest
 * update of a window is left out of the decision, though not of the reported overhead: a garbage collection or a
 * compilation that fell into the agent's time says nothing about the next window. Above the budget the effort falls by
 * one level, below 40 % of it the effort rises by one; each halves or doubles the costly part, so the two marks keep
 * the level from swinging. The first 64 updates decide nothing: all code is cold, and costs some 50 ms in all. So a training
 * that fails at once is seen in full.
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

    private int windowUpdates;
    private long windowAgent;
    private long windowTraining;
    private long windowCostliest;

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

    /** Takes in what an update cost, both in nanoseconds; {@code training} is without the agent's part. */
    public void spent(long agent, long training) {
        remember(agent, training);
        updates++;
        if (updates > COLD) {
            decide(agent, training);
        }
    }

    /** Agent time divided by the training's own time over the last {@value #REPORTED} updates; 0 before the first. */
    public double overhead() {
        return trainingNanos > 0 ? (double) agentNanos / trainingNanos : 0;
    }

    private void remember(long agent, long training) {
        int place = (int) (updates % REPORTED);
        agentNanos += agent - lastAgent[place];
        trainingNanos += training - lastTraining[place];
        lastAgent[place] = agent;
        lastTraining[place] = training;
    }

    private void decide(long agent, long training) {
        windowUpdates++;
        windowAgent += agent;
        windowTraining += training;
        windowCostliest = Math.max(windowCostliest, agent);
        int every = effort().every();
        if (windowUpdates < Math.max(WINDOW, 2 * every)) {
            return;
        }
        // Where layers are looked at rarely, the costliest update is no outlier but one of the few that count.
        long outlier = every > WINDOW / 4 ? 0 : windowCostliest;
        double share = (double) (windowAgent - outlier) / Math.max(1, windowTraining);
        if (share > budget) {
            level = Math.min(Effort.LAST, level + 1);
        } else if (share < RELAX_BELOW * budget) {
            level = Math.max(0, level - 1);
        }
        windowUpdates = 0;
        windowAgent = 0;
        windowTraining = 0;
        windowCostliest = 0;
    }
}
