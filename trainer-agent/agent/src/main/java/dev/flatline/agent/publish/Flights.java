package dev.flatline.agent.publish;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The messages that the link has, in order: {@value #MOST} or {@value #MOST_BYTES} bytes, and one more at most. Used by
 * the sender thread, but for {@link #bytes}.
 */
final class Flights {

    static final long MOST_BYTES = 4L << 20;

    private static final int MOST = 256;

    /** A broker that is there answers in milliseconds, and in a second or two while its leader changes. */
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);

    private final Deque<Flight> flights = new ArrayDeque<>();
    private final AtomicLong bytes = new AtomicLong();

    void add(Flight flight) {
        flights.add(flight);
        bytes.addAndGet(flight.message().bytes());
    }

    /** The oldest one, if it is over, which is then no longer among them. */
    @Nullable
    Flight takeOver() {
        Flight first = flights.peek();
        if (first == null || !first.isOver()) {
            return null;
        }
        bytes.addAndGet(-first.message().bytes());
        return flights.poll();
    }

    /** All of them; none is left. */
    List<Flight> takeAll() {
        List<Flight> all = new ArrayList<>(flights);
        flights.clear();
        bytes.set(0);
        return all;
    }

    /** What says that the broker is away; {@code null} when nothing does. */
    Answer.@Nullable NotNow trouble() {
        for (Flight flight : flights) {
            if (flight.fate() instanceof Answer.NotNow notNow) {
                return notNow;
            }
        }
        Flight first = flights.peek();
        return first != null && first.isOlderThan(LONGEST) ? new Answer.NotNow("") : null;
    }

    /** Whether the fate of any is not known. */
    boolean anyOpen() {
        return flights.stream().anyMatch(flight -> flight.fate() == null);
    }

    boolean isFull() {
        return flights.size() >= MOST || bytes.get() >= MOST_BYTES;
    }

    boolean isEmpty() {
        return flights.isEmpty();
    }

    /** Of the messages in them. */
    long bytes() {
        return bytes.get();
    }
}
