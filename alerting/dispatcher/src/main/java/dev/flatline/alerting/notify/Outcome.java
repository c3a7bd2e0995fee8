package dev.flatline.alerting.notify;

import java.time.Duration;

/** How one attempt to deliver an announcement ended. */
public sealed interface Outcome {

    /** It arrived. */
    record Delivered() implements Outcome {}

    /**
     * It did not arrive, but may later.
     *
     * @param reason in words, without secrets
     * @param notBefore how long the receiver asked to be left alone; zero where it did not say
     */
    record Retryable(String reason, Duration notBefore) implements Outcome {}

    /**
     * It will not arrive, however often it is sent.
     *
     * @param reason in words, without secrets
     */
    record Rejected(String reason) implements Outcome {}
}
