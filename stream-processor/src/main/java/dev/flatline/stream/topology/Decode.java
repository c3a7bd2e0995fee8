package dev.flatline.stream.topology;

import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.UnreadableTelemetryException;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.metrics.PipelineMetrics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to telemetry. What cannot be read goes to the dead-letter topic, see {@link DeadLetter}.
 */
final class Decode extends ContextualProcessor<byte[], byte[], Object, Object> {

    static final String DEAD_LETTER = "dead-letter";

    private final PipelineMetrics metrics;

    Decode(PipelineMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        try {
            Telemetry telemetry = decode(message.value());
            refuseForeignKey(message.key(), telemetry);
            context().forward(message.withKey(telemetry.getRunId()).withValue(telemetry), "trend");
        } catch (UnreadableTelemetryException e) {
            metrics.deadLetter();
            context().forward(deadLetter(message, String.valueOf(e.getMessage())), DEAD_LETTER);
        }
    }

    private static Telemetry decode(byte @Nullable [] bytes) throws UnreadableTelemetryException {
        if (bytes == null) {
            throw new UnreadableTelemetryException("an empty message");
        }
        return TelemetryCodec.decode(bytes);
    }

    /** The key decides the partition, and so which instance holds the run: with another key its order would be lost. */
    private static void refuseForeignKey(byte @Nullable [] key, Telemetry telemetry)
            throws UnreadableTelemetryException {
        if (key == null || !telemetry.getRunId().equals(new String(key, StandardCharsets.UTF_8))) {
            throw new UnreadableTelemetryException("the key is not the run id " + telemetry.getRunId());
        }
    }

    private Record<Object, Object> deadLetter(Record<byte[], byte[]> message, String reason) {
        String origin = context()
                .recordMetadata()
                .map(from -> DeadLetter.origin(from.topic(), from.partition(), from.offset()))
                .orElse("");
        DeadLetter letter = DeadLetter.of(message.headers(), message.value(), reason, origin);
        return new Record<>(DeadLetter.key(message.key()), letter.value(), message.timestamp(), letter.headers());
    }
}
