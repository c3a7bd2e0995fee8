package dev.flatline.events;

/** Bytes that are no telemetry; the message says why, for the dead-letter topic. */
public final class UnreadableTelemetryException extends Exception {

    public UnreadableTelemetryException(String reason) {
        super(reason);
    }
}
