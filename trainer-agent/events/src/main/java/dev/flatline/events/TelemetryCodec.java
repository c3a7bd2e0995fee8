package dev.flatline.events;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.flatline.events.v1.Telemetry;

/**
 * Telemetry to bytes and back.
 *
 * <p>Floats cross unchanged, not-a-number and the infinities included. A message of a newer writer is accepted:
 * fields it added are kept as unknown fields, and a body it added shows as {@code BODY_NOT_SET}.
 */
public final class TelemetryCodec {

    /** The version of the contract this code writes. */
    public static final int SCHEMA = 1;

    private TelemetryCodec() {}

    public static byte[] encode(Telemetry telemetry) {
        return telemetry.toByteArray();
    }

    /**
     * Reads one message.
     *
     * @throws UnreadableTelemetryException if the bytes are no telemetry, with the reason in words
     */
    public static Telemetry decode(byte[] bytes) throws UnreadableTelemetryException {
        Telemetry telemetry = parse(bytes);
        if (telemetry.getSchema() < 1) {
            throw new UnreadableTelemetryException("no schema number: these bytes are not Flatline telemetry");
        }
        if (telemetry.getRunId().isEmpty()) {
            throw new UnreadableTelemetryException("no run id: the message cannot be attributed to a run");
        }
        if (telemetry.getSchema() <= SCHEMA && telemetry.getBodyCase() == Telemetry.BodyCase.BODY_NOT_SET) {
            throw new UnreadableTelemetryException("no body: neither a description, a step nor an end of a run");
        }
        return telemetry;
    }

    private static Telemetry parse(byte[] bytes) throws UnreadableTelemetryException {
        try {
            return Telemetry.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new UnreadableTelemetryException("not a protobuf message: " + e.getMessage());
        }
    }
}
