package dev.flatline.cli.watch;

import dev.flatline.cli.training.Watched;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What happens when this process is told to end while it watches: the command is stopped or the job is left, and the end of this process
 * waits until the watching has come to its last word.
 */
final class Interruption {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration LAST_WORD = Duration.ofSeconds(30);

    private final CountDownLatch over = new CountDownLatch(1);
    private boolean interrupted;
    private @Nullable Watched training;

    /** The command has been started; it is stopped at once if the interruption came before it. */
    synchronized void concerns(Watched started) {
        training = started;
        if (interrupted) {
            started.stop(GRACE);
        }
    }

    /** Whether this process has been told to end. */
    synchronized boolean hasCome() {
        return interrupted;
    }

    /** The watching has said its last word. */
    void over() {
        over.countDown();
    }

    void interrupt() {
        stopTraining();
        try {
            over.await(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void stopTraining() {
        interrupted = true;
        if (training != null) {
            training.stop(GRACE);
        }
    }
}
