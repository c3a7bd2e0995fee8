package dev.flatline.agent.publish;

import dev.flatline.agent.settings.Security;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka producer, and what its ways of failing mean. Used by the sender thread only; it alone may wait here.
 */
final class KafkaLink implements Link {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Map<String, Object> configuration;
    private @Nullable Producer<byte[], byte[]> producer;

    KafkaLink(String bootstrapServers, String clientId, Security security) {
        configuration = configuration(bootstrapServers, clientId);
        configuration.putAll(KafkaSecurity.of(security));
    }

    private static Map<String, Object> configuration(String bootstrapServers, String clientId) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        configuration.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        configuration.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_WAIT.toMillis());
        configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        configuration.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        configuration.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024);
        configuration.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        configuration.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return configuration;
    }

    @Override
    public Handover send(Message message, Outcome outcome) {
        try {
            byte[] key = message.run().runId().getBytes(StandardCharsets.UTF_8);
            byte[] value = TelemetryCodec.encode(message.telemetry());
            if (message.lifecycle()) {
                Handover first = hand(new ProducerRecord<>(Topics.RUNS.name(), key, value), Outcome.IGNORED);
                if (!(first instanceof Handover.Taken)) {
                    return first;
                }
            }
            return hand(new ProducerRecord<>(Topics.TELEMETRY.name(), key, value), outcome);
        } catch (RuntimeException | LinkageError e) {
            return refusal(e);
        }
    }

    private Handover hand(ProducerRecord<byte[], byte[]> kafkaRecord, Outcome outcome) {
        Delivery delivery = new Delivery(outcome);
        // The future says nothing that the callback does not say too.
        Future<RecordMetadata> unused = producer().send(kafkaRecord, delivery);
        return delivery.handedOver();
    }

    /**
     * The producer tells of a record it never took in the same way as of one that was lost. What it tells before
     * {@code send} has returned is a refusal, after which the record may be tried again; what it tells later is final.
     */
    private static final class Delivery implements Callback {

        private final Outcome outcome;
        private boolean handedOver;
        private @Nullable Exception refusal;

        Delivery(Outcome outcome) {
            this.outcome = outcome;
        }

        @Override
        public synchronized void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
            if (failure != null && !handedOver) {
                refusal = failure;
            } else {
                outcome.decided(failure);
            }
        }

        synchronized Handover handedOver() {
            handedOver = true;
            return refusal == null ? new Handover.Taken() : KafkaLink.refusal(refusal);
        }
    }

    private static Handover refusal(Throwable failure) {
        String reason = failure.getCause() == null || failure.getCause().getMessage() == null
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + ": " + failure.getCause().getMessage();
        boolean passing = failure instanceof RetriableException
                || failure instanceof AuthenticationException
                || failure.getCause() instanceof org.apache.kafka.common.config.ConfigException;
        return passing ? new Handover.NotNow(reason) : new Handover.Never(reason);
    }

    /** Made at the first need and again after a failure: with an unresolvable host the constructor throws. */
    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> made = producer;
        if (made == null) {
            made = new KafkaProducer<>(configuration);
            producer = made;
        }
        return made;
    }

    @Override
    public void close(Duration longest) {
        if (producer != null) {
            producer.close(longest);
        }
    }
}
