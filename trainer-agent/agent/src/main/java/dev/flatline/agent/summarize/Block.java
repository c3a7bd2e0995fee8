package dev.flatline.agent.summarize;

/** Numbers in a row that can be read in pieces, wherever they live: off the heap, in most trainings. */
public interface Block {

    long size();

    /** Copies {@code count} numbers, the first of which is number {@code from}, to the beginning of {@code into}. */
    void read(long from, float[] into, int count);
}
