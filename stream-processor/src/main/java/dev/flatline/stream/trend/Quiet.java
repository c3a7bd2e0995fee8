package dev.flatline.stream.trend;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How long nothing has been heard of a run, and how long its pauses were before: an evaluation at the end of each epoch
 * is a pause too. Milliseconds; of the trainer's clock between messages, of the processor's since the last one.
 */
public final class Quiet {

    private long longest;
    private long now;

    /** A message came so long after the one before. */
    public void endedAfter(long millis) {
        longest = Math.max(longest, millis);
        now = 0;
    }

    /** Nothing has come for so long. Forgotten with the next message, and not written to the state. */
    public void lasts(long millis) {
        now = millis;
    }

    /** The longest pause between two messages so far. */
    public long longest() {
        return longest;
    }

    /** How long the last message is ago, as far as somebody has looked at the clock; 0 at a message. */
    public long now() {
        return now;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(longest);
    }

    void read(DataInput in) throws IOException {
        longest = in.readLong();
    }
}
