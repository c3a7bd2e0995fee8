package dev.flatline.agent.publish;

import java.util.function.LongSupplier;

/**
 * What the agent of this process holds just now, for the reports of its runs. Each may be asked on any thread.
 *
 * @param bytes of the messages in its buffers
 * @param spooled messages that wait on disk
 * @param lostEarlier messages that earlier processes left and that were lost
 */
record Holdings(LongSupplier bytes, LongSupplier spooled, LongSupplier lostEarlier) {

    static final Holdings NONE = new Holdings(() -> 0, () -> 0, () -> 0);

    /** The same, for a run that is not the one to tell of the losses. */
    Holdings withoutLosses() {
        return new Holdings(bytes, spooled, () -> 0);
    }
}
