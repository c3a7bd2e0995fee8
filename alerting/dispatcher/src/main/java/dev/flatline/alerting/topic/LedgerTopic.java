package dev.flatline.alerting.topic;

import dev.flatline.alert.AlertCodec;
import dev.flatline.alerting.ledger.Book;
import dev.flatline.alerting.ledger.Entry;
import dev.flatline.alerting.ledger.EntryCodec;
import dev.flatline.alerting.ledger.Ledger;
import dev.flatline.events.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger as a compacted topic: one message for each announcement and channel, of which the newest counts. */
public final class LedgerTopic implements Ledger, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerTopic.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final Connection connection;
    private final KafkaProducer<String, byte @Nullable []> producer;

    public LedgerTopic(Connection connection) {
        this.connection = connection;
        this.producer = connection.producer();
    }

    /** What was recorded so far. */
    public Book read() {
        Book book = new Book();
        try (TopicReader reader =
                new TopicReader(connection, List.of(Topics.NOTIFICATIONS), (topic, message) -> enter(message, book))) {
            reader.catchUp();
        }
        return book;
    }

    private static void enter(ConsumerRecord<@Nullable String, byte @Nullable []> message, Book book) {
        byte[] bytes = message.value();
        try {
            if (bytes != null) {
                book.put(EntryCodec.decode(bytes));
            } else if (message.key() != null) {
                book.remove(message.key());
            }
        } catch (IOException e) {
            LOG.warn("Skipped a message that is no entry, offset {} of {}", message.offset(), message.topic(), e);
        }
    }

    @Override
    public void record(List<Entry> entries) {
        send(entries.stream()
                .map(entry -> new ProducerRecord<String, byte @Nullable []>(
                        Topics.NOTIFICATIONS.name(), entry.key(), EntryCodec.encode(entry)))
                .toList());
    }

    @Override
    public void forget(List<String> keys) {
        send(keys.stream()
                .map(key -> new ProducerRecord<String, byte @Nullable []>(Topics.NOTIFICATIONS.name(), key, null))
                .toList());
    }

    @Override
    public void bury(Entry entry) {
        ProducerRecord<String, byte @Nullable []> letter = new ProducerRecord<>(
                Topics.DEAD_LETTER.name(),
                entry.announcement().episode(),
                AlertCodec.encode(entry.announcement().alert()));
        String reason = "not told on " + entry.channel() + " (" + entry.state().label() + "): " + entry.note();
        letter.headers().add("flatline.reason", reason.getBytes(StandardCharsets.UTF_8));
        letter.headers().add("flatline.origin", Topics.ALERTS.name().getBytes(StandardCharsets.UTF_8));
        send(List.of(letter));
    }

    private void send(List<ProducerRecord<String, byte @Nullable []>> messages) {
        List<Future<?>> sent = new ArrayList<>();
        messages.forEach(message -> sent.add(producer.send(message)));
        if (!sent.isEmpty()) {
            producer.flush();
        }
        sent.forEach(LedgerTopic::await);
    }

    private static void await(Future<?> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new KafkaException("the ledger of notifications cannot be written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("writing the ledger of notifications was interrupted", e);
        }
    }

    @Override
    public void close() {
        producer.close(LONGEST_CLOSE);
    }
}
