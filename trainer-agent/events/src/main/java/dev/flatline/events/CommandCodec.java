package dev.flatline.events;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.flatline.events.v1.Command;

/** Commands to bytes and back. A kind that a newer writer added shows as {@code KIND_NOT_SET}. */
public final class CommandCodec {

    private CommandCodec() {}

    public static byte[] encode(Command command) {
        return command.toByteArray();
    }

    /**
     * Reads one command.
     *
     * @throws UnreadableTelemetryException if the bytes are no command, with the reason in words
     */
    public static Command decode(byte[] bytes) throws UnreadableTelemetryException {
        Command command = parse(bytes);
        if (command.getSchema() < 1) {
            throw new UnreadableTelemetryException("no schema number: these bytes are not a Flatline command");
        }
        if (command.getRunId().isEmpty() || command.getCommandId().isEmpty()) {
            throw new UnreadableTelemetryException("no run id or no command id");
        }
        return command;
    }

    private static Command parse(byte[] bytes) throws UnreadableTelemetryException {
        try {
            return Command.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new UnreadableTelemetryException("not a protobuf message: " + e.getMessage());
        }
    }
}
