package dev.flatline.alerting.topic;

import dev.flatline.alerting.silence.Silence;
import dev.flatline.alerting.silence.SilenceCodec;
import dev.flatline.alerting.silence.Silences;
import dev.flatline.events.Topics;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The silences as a compacted topic. */
public final class SilencesTopic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SilencesTopic.class);

    private final Connection connection;
    private final KafkaProducer<String, byte @Nullable []> producer;

    public SilencesTopic(Connection connection) {
        this.connection = connection;
        this.producer = connection.producer();
    }

    /** What is there now. */
    public Silences read() {
        Silences silences = new Silences();
        try (TopicReader reader =
                new TopicReader(connection, List.of(Topics.SILENCES), (topic, message) -> enter(message, silences))) {
            reader.catchUp();
        }
        return silences;
    }

    static void enter(ConsumerRecord<@Nullable String, byte @Nullable []> message, Silences silences) {
        String id = message.key();
        byte[] bytes = message.value();
        try {
            if (id != null) {
                silences.put(id, bytes == null ? null : SilenceCodec.decode(bytes));
            }
        } catch (IOException e) {
            LOG.warn("Skipped a message that is no silence, offset {} of {}", message.offset(), message.topic(), e);
        }
    }

    /** Keeps it in place of what has its id. */
    public void write(Silence silence) {
        try {
            producer.send(new ProducerRecord<>(Topics.SILENCES.name(), silence.id(), SilenceCodec.encode(silence)))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("the silence cannot be written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("writing the silence was interrupted", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
