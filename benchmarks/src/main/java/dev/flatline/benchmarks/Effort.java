package dev.flatline.benchmarks;

/**
 * How long to measure.
 *
 * @param rounds paired comparisons; at least 1. They scatter by about 5 %, so that the median of 25 is good to about 1 %
 * @param warmUpBlocks blocks of every watcher before the first counted one, for the compiler and the agent's budget
 * @param scale blocks are this many times as long as {@link ReferenceModel#blockIterations()}
 */
record Effort(int rounds, int warmUpBlocks, double scale) {

    static final Effort FULL = new Effort(25, 4, 1);

    Effort {
        if (rounds < 1 || warmUpBlocks < 0 || !(scale > 0)) {
            throw new IllegalArgumentException("rounds " + rounds + ", warm-up blocks " + warmUpBlocks + " and scale "
                    + scale + " must be at least 1, at least 0 and above 0");
        }
    }

    /** Iterations of one block; at least 1. */
    int iterations(ReferenceModel model) {
        return (int) Math.max(1, Math.round(scale * model.blockIterations()));
    }
}
