package dev.flatline.cli.deadletter;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.flatline.events.v1.Telemetry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Says in words what bytes are, as far as they can be read. */
final class Content {

    private static final int SHOWN = 24;
    private static final int LONGEST = 60;

    private Content() {}

    static String of(byte[] bytes) {
        String read = telemetry(bytes);
        return read == null ? "begins with " + excerpt(bytes) : read;
    }

    private static @Nullable String telemetry(byte[] bytes) {
        try {
            return words(Telemetry.parseFrom(bytes), "");
        } catch (InvalidProtocolBufferException e) {
            MessageLite begun = e.getUnfinishedMessage();
            return begun instanceof Telemetry telemetry ? words(telemetry, "begins as ") : null;
        }
    }

    private static @Nullable String words(Telemetry telemetry, String before) {
        if (telemetry.getRunId().isEmpty() || telemetry.getSchema() < 1) {
            return null;
        }
        String of = " of run " + text(telemetry.getRunId().getBytes(StandardCharsets.UTF_8)) + ", attempt "
                + telemetry.getAttempt() + ", message " + telemetry.getSequence();
        return before
                + switch (telemetry.getBodyCase()) {
                    case RUN_STARTED -> "description" + of;
                    case STEP -> "step " + telemetry.getStep().getIteration() + of;
                    case RUN_ENDED -> "end" + of;
                    case EVALUATION -> "evaluation" + of;
                    case COMMAND_OUTCOME -> "outcome of a command" + of;
                    case BODY_NOT_SET -> "a message without a known body" + of;
                };
    }

    private static String excerpt(byte[] bytes) {
        int shown = Math.min(SHOWN, bytes.length);
        return HexFormat.ofDelimiter(" ").formatHex(bytes, 0, shown) + "  " + text(Arrays.copyOf(bytes, shown));
    }

    /** Printable ASCII as it is, anything else as a dot: what is on that topic may be meant to harm a terminal. */
    static String text(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, LONGEST); i++) {
            text.append(bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char) bytes[i] : '.');
        }
        return text.append(bytes.length > LONGEST ? "…" : "").toString();
    }
}
