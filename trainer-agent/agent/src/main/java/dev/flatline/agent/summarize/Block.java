package dev.flatline.agent.summarize;

/** Numbers in a row that can be read in pieces, wherever they live: off the heap, in most trainings. */
public interface Block {

    long size();

    /** Copies {@code count} numbers, the first of which is number {@code from}, to the beginning of {@code into}. */
    void read(long from, float[] into, int count);

    /**
     * Sum, sum of squares and largest magnitude of a piece, in this order, where they can be had faster than by reading.
     *
     * @return whether they were had, to six digits; {@code false} too for a piece with anything in it that needs care
     */
    default boolean sums(long from, int count, double[] into) {
        return false;
    }
}
