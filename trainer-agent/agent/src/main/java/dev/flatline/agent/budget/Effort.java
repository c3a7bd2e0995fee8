package dev.flatline.agent.budget;

/**
 * How much is looked at: which part of each large tensor, and at which updates the layers are looked at at all.
 *
 * <p>Levels run from 0, the most, to {@link #LAST}. First the read share of tensors is halved, because that costs only
 * precision; then layer statistics are left out at more and more updates.
 *
 * @param stride one of this many chunks of a large tensor is read
 * @param every layer statistics are taken at one of this many updates
 */
public record Effort(int stride, int every) {

    /** The level at which least is looked at. */
    public static final int LAST = 9;

    private static final int MOST_STRIDE_LEVEL = 3;

    static Effort at(int level) {
        return new Effort(8 << Math.min(level, MOST_STRIDE_LEVEL), 1 << Math.max(0, level - MOST_STRIDE_LEVEL));
    }
}
