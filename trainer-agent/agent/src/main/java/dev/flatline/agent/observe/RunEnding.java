package dev.flatline.agent.observe;

import dev.flatline.events.v1.RunEnded;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended, told when the JVM goes down from where its threads are then.
 *
 * @param reason in words
 */
record RunEnding(RunEnded.Status status, String reason) {

    /**
     * Tells the end.
     *
     * @param trainer the thread that trained; {@code null} when it is gone
     * @param updating whether an update was begun and not finished
     * @param updates how many were finished
     */
    static RunEnding of(@Nullable Thread trainer, boolean updating, long updates) {
        if (trainer == null || !trainer.isAlive()) {
            return updating
                    ? new RunEnding(
                            RunEnded.Status.FAILED, "the training thread died in the middle of update " + updates)
                    : new RunEnding(RunEnded.Status.COMPLETED, "the training thread came to its end");
        }
        if (exitWasCalled()) {
            return new RunEnding(RunEnded.Status.COMPLETED, "System.exit was called");
        }
        return updating || isFitting(trainer)
                ? new RunEnding(RunEnded.Status.KILLED, "the process was interrupted after " + updates + " updates")
                : new RunEnding(RunEnded.Status.COMPLETED, "the process ended after the training");
    }

    /** Whether a thread is within DL4J's {@code fit} or {@code pretrain}, be it for the next batch of data. */
    static boolean isFitting(Thread trainer) {
        StackTraceElement[] stack = trainer.getStackTrace();
        return isInside(stack, "org.deeplearning4j.", "fit")
                || isInside(stack, "org.deeplearning4j.", "pretrain")
                || isInside(stack, "org.deeplearning4j.", "pretrainLayer");
    }

    /** A thread that called it waits there for the shutdown, which is where we are. */
    private static boolean exitWasCalled() {
        Map<Thread, StackTraceElement[]> stacks = Thread.getAllStackTraces();
        return stacks.values().stream().anyMatch(stack -> isInside(stack, "java.lang.Runtime", "exit"));
    }

    private static boolean isInside(StackTraceElement[] stack, String classPrefix, String method) {
        return Stream.of(stack)
                .anyMatch(frame -> frame.getClassName().startsWith(classPrefix)
                        && frame.getMethodName().equals(method));
    }
}
