package dev.flatline.alerting.notify;

import java.time.Duration;

/** How one attempt to deliver a message ended. */
public sealed interface Outcome {

    /**
     * It arrived.
     *
     * @param receipt what the channel needs to know when the episode ends, such as the id of the message; or empty
     */
    record Delivered(String receipt) implements Outcome {

        public Delivered() {
            this("");
        }
    }

    /**
     * It did not arrive, but may later.
     *
     * @param reason in words, without secrets
     * @param notBefore how long the receiver asked to be left alone; zero where it did not say
     */
    record Retryable(String reason, Duration notBefore) implements Outcome {

        public Retryable(String reason) {
            this(reason, Duration.ZERO);
        }
    }

    /**
     * It will not arrive, however often it is sent.
     *
     * @param reason in words, without secrets
     */
    record Rejected(String reason) implements Outcome {}
}
