package dev.flatline.agent.publish;

import java.time.Duration;
import java.util.function.Consumer;

/** The way to the broker, as the sender sees it. */
interface Link {

    /**
     * Hands a message over; may wait half a second.
     *
     * @param outcome told what became of the message, once, from a thread of the link's own, and only if the answer here
     *     is {@link Answer.Yes}
     */
    Answer send(Message message, Consumer<Answer> outcome);

    /** Forgets what is under way, and tells its outcome before it returns. What is forgotten may arrive nevertheless. */
    void abandon();

    void close(Duration longest);
}
