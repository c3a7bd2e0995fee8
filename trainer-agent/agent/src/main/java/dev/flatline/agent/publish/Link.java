package dev.flatline.agent.publish;

import java.time.Duration;
import java.util.function.Consumer;

/** The way to the broker, as the sender sees it: nothing here waits for a name server or a broker that is away. */
interface Link {

    /**
     * Whether it takes messages: where it does not, it begins to open. What stood in the way of the last attempt is said
     * once.
     */
    default Answer open() {
        return new Answer.Yes();
    }

    /**
     * Hands a message over, once it is open.
     *
     * @param outcome told what became of the message, once, from a thread of the link's own, and only if the answer here
     *     is {@link Answer.Yes}
     */
    Answer send(Message message, Consumer<Answer> outcome);

    /** Forgets what is under way, whose outcome says nothing any more. What is forgotten may arrive nevertheless. */
    void abandon();

    /** Ends it; waits so long at most for what is under way, unless a name server holds it up. */
    void close(Duration longest);
}
