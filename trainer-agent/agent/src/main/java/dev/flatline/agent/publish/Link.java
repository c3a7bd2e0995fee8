package dev.flatline.agent.publish;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The way to the broker, as the sender sees it. */
interface Link {

    /** Hands a message over; may wait some seconds. {@code outcome} is told later, and only if it was taken. */
    Handover send(Message message, Outcome outcome);

    void close(Duration longest);

    /** What became of a message that was taken. */
    @FunctionalInterface
    interface Outcome {

        Outcome IGNORED = failure -> {};

        /**
         * Called once, from the link's own thread.
         *
         * @param failure {@code null} when the broker has it
         */
        void decided(@Nullable Exception failure);
    }

    /** Whether a message was taken for delivery. */
    sealed interface Handover {

        /** It is on its way; its outcome is told later. */
        record Taken() implements Handover {}

        /** The broker cannot be reached just now; try again. */
        record NotNow(String reason) implements Handover {}

        /** It will never be accepted: too large, not authorised. */
        record Never(String reason) implements Handover {}
    }
}
