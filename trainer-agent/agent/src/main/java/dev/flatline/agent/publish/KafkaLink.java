package dev.flatline.agent.publish;

import dev.flatline.agent.settings.Security;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka producer. Used by the sender thread only; half a second is the longest it may wait here, and only where a
 * topic is gone.
 */
final class KafkaLink implements Link {

    private final KafkaConnection connection;

    KafkaLink(String bootstrapServers, String clientId, Security security) {
        Map<String, Object> configuration = configuration(bootstrapServers, clientId);
        configuration.putAll(KafkaSecurity.of(security));
        connection = new KafkaConnection(configuration);
    }

    private static Map<String, Object> configuration(String bootstrapServers, String clientId) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        configuration.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        configuration.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 500);
        // Else a topic not written to for five minutes, as that of runs, would have to be asked for again.
        configuration.put(
                ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(365).toMillis());
        configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        configuration.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        configuration.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 7L * 1024 * 1024);
        configuration.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        configuration.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return configuration;
    }

    @Override
    public Answer open() {
        return connection.open();
    }

    @Override
    public Answer send(Message message, Consumer<Answer> outcome) {
        try {
            byte[] key = message.telemetry().getRunId().getBytes(StandardCharsets.UTF_8);
            byte[] value = TelemetryCodec.encode(message.telemetry());
            if (!message.lifecycle()) {
                return hand(new ProducerRecord<>(Topics.TELEMETRY.name(), key, value), outcome);
            }
            Consumer<Answer> both = new BothOutcomes(outcome);
            Answer first = hand(new ProducerRecord<>(Topics.RUNS.name(), key, value), both);
            return first instanceof Answer.Yes
                    ? hand(new ProducerRecord<>(Topics.TELEMETRY.name(), key, value), both)
                    : first;
        } catch (RuntimeException | LinkageError e) {
            return failed(e);
        }
    }

    private Answer hand(ProducerRecord<byte[], byte[]> kafkaRecord, Consumer<Answer> outcome) {
        Handover handover = new Handover(outcome);
        // The future says nothing that the callback does not say too.
        Future<RecordMetadata> unused = connection.producer().send(kafkaRecord, handover);
        Exception refusal = handover.refusal();
        return refusal == null ? new Answer.Yes() : failed(refusal);
    }

    private Answer failed(Throwable failure) {
        Answer answer = KafkaFailure.answer(failure);
        if (KafkaFailure.spoilsProducer(failure)) {
            connection.renew();
        } else if (answer instanceof Answer.NotNow) {
            connection.ask();
        }
        return answer;
    }

    /**
     * The producer tells of a record it never took in the same way as of one that was lost. What it tells before
     * {@code send} has returned is a refusal; what it tells later is the outcome.
     */
    private final class Handover implements Callback {

        private final Consumer<Answer> outcome;
        private boolean handedOver;
        private @Nullable Exception refusal;

        Handover(Consumer<Answer> outcome) {
            this.outcome = outcome;
        }

        @Override
        public synchronized void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
            if (failure == null) {
                outcome.accept(new Answer.Yes());
                return;
            }
            if (handedOver) {
                if (KafkaFailure.spoilsProducer(failure)) {
                    connection.renew();
                }
                outcome.accept(KafkaFailure.answer(failure));
            } else {
                refusal = failure;
            }
        }

        synchronized @Nullable Exception refusal() {
            handedOver = true;
            return refusal;
        }
    }

    @Override
    public void abandon() {
        connection.drop();
    }

    @Override
    public void close(Duration longest) {
        connection.close(longest);
    }
}
