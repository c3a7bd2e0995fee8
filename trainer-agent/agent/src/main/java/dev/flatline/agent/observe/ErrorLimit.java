package dev.flatline.agent.observe;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Counts errors inside the agent, on whatever thread, and switches it off after {@value #LIMIT}, saying so once. */
final class ErrorLimit {

    private static final int LIMIT = 5;

    private final AtomicInteger count = new AtomicInteger();
    private final Consumer<String> reached;

    /**
     * A limit for one JVM.
     *
     * @param reached takes the one line that is for the user, when that error comes
     */
    ErrorLimit(Consumer<String> reached) {
        this.reached = reached;
    }

    /** Takes in one more error. Throws nothing. */
    void add(Throwable error) {
        if (count.incrementAndGet() == LIMIT) {
            try {
                reached.accept("watching stops after " + LIMIT
                        + " errors inside the agent, training goes on; the last was " + error + place(error));
            } catch (Throwable e) {
                // There may be no memory even for the line.
                return;
            }
        }
    }

    private static String place(Throwable error) {
        StackTraceElement[] trace = error.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }

    boolean isReached() {
        return count.get() >= LIMIT;
    }
}
