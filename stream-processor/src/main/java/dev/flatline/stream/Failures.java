package dev.flatline.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a stream thread that failed: it is replaced, as when brokers were away for long. It is not when that
 * cannot help, since the brokers do not let us in, or did not help, since {@value #MOST} have failed within five minutes:
 * then the process ends, so that whoever started it hears of it.
 */
final class Failures implements StreamsUncaughtExceptionHandler {

    static final int MOST = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final long WITHIN = Duration.ofMinutes(5).toMillis();

    private final Clock clock;
    private final Deque<Long> times = new ArrayDeque<>();
    private volatile @Nullable Throwable last;

    Failures(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        last = failure;
        if (isHopeless(failure) || isTooOften()) {
            LOG.error("a stream thread failed; the stream processor ends", failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error("a stream thread failed and is being replaced", failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private boolean isTooOften() {
        long now = clock.millis();
        times.add(now);
        times.removeIf(time -> now - time > WITHIN);
        return times.size() > MOST;
    }

    private static boolean isHopeless(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
                return true;
            }
        }
        return false;
    }

    /** The newest; {@code null} if there was none. */
    @Nullable
    Throwable last() {
        return last;
    }
}
