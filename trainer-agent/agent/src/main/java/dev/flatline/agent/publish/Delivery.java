package dev.flatline.agent.publish;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides where each message goes.
 *
 * <p>While the broker is there, the oldest message goes to the link. When it is away, all that has not arrived goes to
 * the spool, in order, and what comes after it too. When it is back, the spool is read first; what is made meanwhile
 * goes behind it, until nothing is left to be read. Without a spool the messages wait in the outbox, where the newest
 * survive. Used by the sender thread only, but for {@link #bytes}.
 */
final class Delivery {

    private static final long RETRY_AFTER = TimeUnit.MILLISECONDS.toNanos(500);

    private final Outbox outbox;
    private final Spool spool;
    private final Link link;
    private final Reachability reachability;
    private final Flights flights = new Flights();
    private boolean away;
    private boolean opening;
    private long tryAt;
    private volatile long retryAfter = RETRY_AFTER;
    private boolean broken;
    private @Nullable Message inHand;

    Delivery(Waiting waiting, Link link, Reachability reachability) {
        this.outbox = waiting.outbox;
        this.spool = waiting.spool;
        this.link = link;
        this.reachability = reachability;
    }

    /** Where messages wait: in memory, and on disk. */
    record Waiting(Outbox outbox, Spool spool) {}

    /** Finds what waits on disk; says that there was something to do. */
    boolean open() {
        spool.open();
        return true;
    }

    /** Takes one step; says whether there was something to do, so that the next look may follow at once. */
    boolean sendOne() {
        settle();
        Answer.NotNow trouble = trouble();
        if (trouble != null) {
            retreat(trouble);
        }
        if (away || spool.hasUnread()) {
            moveToSpool();
        }
        boolean wait = away && System.nanoTime() - tryAt < 0;
        return !wait && !flights.isFull() && hasNext() && isOpen() && sendNext();
    }

    private boolean hasNext() {
        return spool.hasUnread() || !outbox.isEmpty();
    }

    private boolean isOpen() {
        Answer answer = link.open();
        opening = answer instanceof Answer.NotYet;
        if (answer instanceof Answer.NotNow why) {
            retreat(why);
        }
        return answer instanceof Answer.Yes;
    }

    /** Forgets what has arrived, in order. */
    private void settle() {
        for (Flight flight = flights.takeOver(); flight != null; flight = flights.takeOver()) {
            over(flight);
        }
    }

    private void over(Flight flight) {
        if (flight.fate() instanceof Answer.Never never) {
            flight.message().run().lost();
            reachability.refused(never.reason());
        } else {
            reachability.there();
        }
        Spool.Entry entry = flight.entry();
        if (entry != null) {
            spool.confirm(entry);
        }
    }

    /** Why the broker must be taken to be away, or too slow; {@code null} when it need not. */
    private Answer.@Nullable NotNow trouble() {
        boolean slow = opening || flights.isFull();
        boolean pressing = outbox.isHalfFull() || (opening && retryAfter < RETRY_AFTER);
        boolean losing = slow && !away && pressing && spool.works() && !spool.hasUnread();
        if (losing || broken) {
            broken = false;
            return new Answer.NotNow("");
        }
        return flights.trouble();
    }

    /** Takes back what the link has, and puts it before all that is newer. */
    private void retreat(Answer.NotNow why) {
        away = true;
        tryAt = System.nanoTime() + retryAfter;
        reachability.away(why.reason());
        if (flights.anyOpen()) {
            link.abandon();
        }
        settle();
        List<Flight> back = flights.takeAll();
        for (int i = back.size() - 1; i >= 0; i--) {
            takeBack(back.get(i));
        }
        spool.rewind();
    }

    /** What is on disk is read again, even if it has arrived: what is confirmed there is the oldest first. */
    private void takeBack(Flight flight) {
        if (flight.entry() != null) {
            return;
        }
        if (flight.isOver()) {
            over(flight);
        } else {
            outbox.putBack(flight.message());
        }
    }

    private void moveToSpool() {
        Message message = spool.works() ? outbox.take() : null;
        while (message != null) {
            inHand = message;
            boolean kept = spool.append(message);
            inHand = null;
            if (!kept) {
                outbox.putBack(message);
                return;
            }
            message = outbox.take();
        }
    }

    private boolean sendNext() {
        Spool.Entry entry = spool.next();
        Message message = entry == null ? outbox.take() : entry.message();
        if (message == null) {
            return false;
        }
        inHand = entry == null ? message : null;
        Flight flight = new Flight(message, entry);
        Answer answer = link.send(message, flight);
        if (!(answer instanceof Answer.Yes)) {
            flight.accept(answer);
        }
        flights.add(flight);
        inHand = null;
        away = answer instanceof Answer.NotNow;
        return true;
    }

    /**
     * Something was thrown: the message in hand is lost, and counted; what the link has is taken back at the next step,
     * since nobody knows what has become of it. Allocates nothing.
     */
    void recover(Throwable thrown) {
        broken = true;
        Message message = inHand;
        inHand = null;
        if (message != null) {
            message.run().lost();
            message.run().failed(thrown);
        }
    }

    /**
     * The end is near: failed attempts follow one another faster, and what waits for the link to open goes to the spool, from
     * where it is sent if there is still time.
     */
    void hurry() {
        retryAfter = RETRY_AFTER / 10;
    }

    boolean isFinished() {
        return flights.isEmpty() && outbox.isEmpty() && !spool.hasUnread();
    }

    /** Puts on disk what did not arrive, as far as that can be; the rest is lost, and counted. */
    void keepRest() {
        if (!isFinished()) {
            retreat(new Answer.NotNow(""));
            moveToSpool();
        }
        outbox.close();
        spool.close();
    }

    void close(Duration longest) {
        link.close(longest);
    }

    /** How many messages wait on disk. Thread-safe. */
    long kept() {
        return spool.waiting();
    }

    /** Of the messages that wait in memory. Thread-safe. */
    long bytes() {
        return outbox.bytes() + flights.bytes() + spool.bytes();
    }
}
