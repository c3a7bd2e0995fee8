package dev.flatline.agent.observe;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Counts errors inside the agent and switches it off after {@value #LIMIT}, saying so once. Thread-safe. */
final class ErrorLimit {

    private static final int LIMIT = 5;

    private final AtomicInteger count = new AtomicInteger();
    private final Consumer<String> console;

    ErrorLimit(Consumer<String> console) {
        this.console = console;
    }

    void add(Throwable error) {
        if (count.incrementAndGet() == LIMIT) {
            console.accept("watching stops after " + LIMIT + " errors inside the agent, training goes on; the last was "
                    + error + place(error));
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
