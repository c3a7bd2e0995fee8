package dev.flatline.agent.summarize;

/**
 * Which part of a large tensor is read at one update.
 *
 * <p>Whole chunks of {@value #CHUNK} numbers (16 KB, half of a first-level cache) are read one after another, because
 * scattered reads of the same number of elements cost twice as much. The chunks move by one place at each update, so
 * that after {@code stride} updates every element has been seen.
 *
 * @param stride one of this many chunks is read; 1 reads everything
 * @param turn counts the updates; moves the chunks
 * @param limit no tensor has more elements read than this
 */
public record Sampling(int stride, long turn, int limit) {

    /** Numbers read at a time. */
    public static final int CHUNK = 4096;

    /** A tensor up to this size is read whole at stride 8; half of it at stride 16, and so on. */
    private static final int WHOLE_AT_STRIDE_8 = 8192;

    public Sampling {
        if (stride < 1 || turn < 0 || limit < 1) {
            throw new IllegalArgumentException("stride " + stride + ", turn " + turn + ", limit " + limit);
        }
    }

    /** Reads every element of every tensor. */
    public static Sampling everything() {
        return new Sampling(1, 0, Integer.MAX_VALUE);
    }

    /** How many of {@code size} elements are to be read: at least one, where there is one. */
    long share(long size) {
        long least = stride == 1 ? size : Math.max(1024, 8L * WHOLE_AT_STRIDE_8 / stride);
        return Math.min(Math.min(size, limit), Math.max(least, size / stride));
    }
}
