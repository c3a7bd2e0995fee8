package dev.flatline.agent;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The few lines the agent prints, on standard error, each with who says it.
 *
 * <p>Whoever reads standard error may be slow, or stand still for ever, and who says something may be training. So they
 * are written by a thread that is there only while lines wait, and is given a second at the end of the JVM.
 */
public final class Console {

    private static final int MOST_WAITING = 64;

    private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();
    private static final AtomicBoolean WRITING = new AtomicBoolean();

    private Console() {}

    /** Has a line printed soon. Neither waits nor throws; while nobody reads, lines beyond the first 64 are lost. */
    public static void say(String line) {
        if (LINES.size() < MOST_WAITING) {
            LINES.add("flatline: " + line);
        }
        writeWhatWaits();
    }

    private static void writeWhatWaits() {
        if (!LINES.isEmpty() && WRITING.compareAndSet(false, true)) {
            new Writer().start();
        }
    }

    /** Writes what waits, and is gone. */
    private static final class Writer {

        private static final long TO_FINISH = TimeUnit.SECONDS.toMillis(1);

        private final Thread writing = new Thread(this::write, "flatline-agent-console");
        private final Thread ending = new Thread(this::finish, "flatline-agent-console-end");

        void start() {
            try {
                writing.setDaemon(true);
                boolean last = !isFinishedAtTheEnd();
                writing.start();
                if (last) {
                    finish();
                }
            } catch (Throwable e) {
                // No thread to be had: there is no line then.
                stop();
            }
        }

        /** Whether the JVM will wait for it; it will not when it is going down already, and trains no more. */
        private boolean isFinishedAtTheEnd() {
            try {
                Runtime.getRuntime().addShutdownHook(ending);
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        }

        private void write() {
            try {
                for (String line = LINES.poll(); line != null; line = LINES.poll()) {
                    System.err.println(line);
                }
            } finally {
                stop();
            }
            writeWhatWaits();
        }

        private void stop() {
            try {
                Runtime.getRuntime().removeShutdownHook(ending);
            } catch (IllegalStateException e) {
                // It runs.
                return;
            } finally {
                WRITING.set(false);
            }
        }

        private void finish() {
            try {
                writing.join(TO_FINISH);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
