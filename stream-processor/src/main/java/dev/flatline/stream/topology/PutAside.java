package dev.flatline.stream.topology;

import dev.flatline.events.Topics;
import dev.flatline.stream.metrics.PipelineMetrics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message that a stage fails on goes to the dead-letter topic with the failure as its reason, and the next one is
 * taken. Nothing of it is kept: a stage writes state and alerts only when all has gone well.
 */
public final class PutAside implements ProcessingExceptionHandler {

    /** The setting that holds the {@link PipelineMetrics}. */
    public static final String METRICS = "flatline.pipeline.metrics";

    private static final Logger LOG = LoggerFactory.getLogger(PutAside.class);

    private @Nullable PipelineMetrics metrics;

    @Override
    public void configure(Map<String, ?> settings) {
        if (settings.get(METRICS) instanceof PipelineMetrics given) {
            metrics = given;
        }
    }

    @Override
    public Response handleError(ErrorHandlerContext from, Record<?, ?> message, Exception failure) {
        String origin = DeadLetter.origin(from.topic(), from.partition(), from.offset());
        LOG.error("the stage {} failed on {}", from.processorNodeId(), origin, failure);
        if (metrics != null) {
            metrics.deadLetter();
        }
        if (from.topic() == null) {
            // A look at the clock failed: there is no message to put aside.
            return Response.resume();
        }
        String reason = "an error of Flatline's own in " + from.processorNodeId() + ": " + failure;
        DeadLetter letter = DeadLetter.of(from.headers(), from.sourceRawValue(), reason, origin);
        return Response.resume(List.of(new ProducerRecord<>(
                Topics.DEAD_LETTER.name(),
                null,
                from.timestamp(),
                DeadLetter.key(from.sourceRawKey()),
                letter.value(),
                letter.headers())));
    }
}
