package dev.flatline.agent.attach;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A thread that does nothing but be there: the system shows the names of threads, so that {@code flatline jobs} sees the
 * agent without asking the process. Thread-safe.
 */
final class Presence {

    private static final long TO_END = TimeUnit.SECONDS.toMillis(5);

    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Thread seen;

    /** From now on, until the end. A second call does nothing. */
    synchronized void show() {
        if (seen == null && over.getCount() > 0) {
            seen = new Thread(new Waiting(over), "flatline-agent-there");
            seen.setContextClassLoader(null);
            seen.setDaemon(true);
            seen.start();
        }
    }

    /** Leaves no thread behind. */
    synchronized void end() throws InterruptedException {
        over.countDown();
        if (seen != null) {
            seen.join(TO_END);
        }
    }

    /** No lambda: this may run while a class is being loaded. */
    private record Waiting(CountDownLatch over) implements Runnable {

        @Override
        public void run() {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
