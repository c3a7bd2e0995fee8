package dev.flatline.agent.publish;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A message that the link has, until its fate is known. A thread of the link's tells that. */
final class Flight implements Consumer<Answer> {

    private final Message message;
    private final Spool.@Nullable Entry entry;
    private final long since = System.nanoTime();
    private volatile @Nullable Answer fate;

    /**
     * @param entry where it is on disk; {@code null} when it is not
     */
    Flight(Message message, Spool.@Nullable Entry entry) {
        this.message = message;
        this.entry = entry;
    }

    @Override
    public void accept(Answer answer) {
        fate = answer;
    }

    /** What became of it; {@code null} while that is not known. */
    @Nullable
    Answer fate() {
        return fate;
    }

    /** Whether it need not be sent again. */
    boolean isOver() {
        return fate instanceof Answer.Yes || fate instanceof Answer.Never;
    }

    boolean isOlderThan(long nanos) {
        return System.nanoTime() - since > nanos;
    }

    Message message() {
        return message;
    }

    Spool.@Nullable Entry entry() {
        return entry;
    }
}
