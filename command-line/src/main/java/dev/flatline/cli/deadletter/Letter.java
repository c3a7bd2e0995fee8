package dev.flatline.cli.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One message that was put aside.
 *
 * @param time when it was written there first
 * @param origin where it was: topic-partition@offset; empty when not known
 * @param reason why it was put aside
 * @param key as text
 * @param bytes how many it had, of which as many as brokers take are kept
 * @param content what can be read of them
 */
public record Letter(Instant time, String origin, String reason, String key, int bytes, String content) {

    static Letter of(ConsumerRecord<byte @Nullable [], byte @Nullable []> message) {
        byte[] value = message.value();
        byte[] key = message.key();
        String cut = header(message, "flatline.cut");
        return new Letter(
                Instant.ofEpochMilli(message.timestamp()),
                origin(message),
                reason(message),
                key == null ? "" : Content.text(key),
                cut.isEmpty() ? (value == null ? 0 : value.length) : Integer.parseInt(cut),
                value == null ? "nothing" : Content.of(value));
    }

    private static String reason(ConsumerRecord<?, ?> message) {
        String ours = header(message, "flatline.reason");
        String kafkas =
                header(message, "__streams.errors.exception") + ": " + header(message, "__streams.errors.message");
        return !ours.isEmpty() ? ours : kafkas.length() > 2 ? kafkas : "not said";
    }

    private static String origin(ConsumerRecord<?, ?> message) {
        String ours = header(message, "flatline.origin");
        String topic = header(message, "__streams.errors.topic");
        return !ours.isEmpty() || topic.isEmpty()
                ? ours
                : topic + "-" + header(message, "__streams.errors.partition") + "@"
                        + header(message, "__streams.errors.offset");
    }

    private static String header(ConsumerRecord<?, ?> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
