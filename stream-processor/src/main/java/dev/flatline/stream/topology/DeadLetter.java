package dev.flatline.stream.topology;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A message that was put aside: as it came, with headers that say why ({@value #REASON}) and where it was
 * ({@value #ORIGIN}, topic-partition@offset).
 *
 * <p>Its bytes are cut at {@value #MOST_BYTES}, and {@value #CUT} says how many there were: with the headers it must not
 * become larger than what brokers take, or the transaction it is written in could never be committed.
 */
final class DeadLetter {

    static final String REASON = "flatline.reason";
    static final String ORIGIN = "flatline.origin";
    static final String CUT = "flatline.cut";

    static final int MOST_BYTES = 900_000;
    private static final int LONGEST_REASON = 2_000;
    private static final int MOST_HEADER_BYTES = 50_000;

    private final Headers headers;
    private final byte @Nullable [] value;

    private DeadLetter(Headers headers, byte @Nullable [] value) {
        this.headers = headers;
        this.value = value;
    }

    static DeadLetter of(Headers came, byte @Nullable [] value, String reason, String origin) {
        RecordHeaders headers = new RecordHeaders(size(came) > MOST_HEADER_BYTES ? new RecordHeaders() : came);
        headers.add(REASON, bytes(reason.substring(0, Math.min(reason.length(), LONGEST_REASON))));
        headers.add(ORIGIN, bytes(origin));
        if (value == null || value.length <= MOST_BYTES) {
            return new DeadLetter(headers, value);
        }
        headers.add(CUT, bytes(Integer.toString(value.length)));
        return new DeadLetter(headers, Arrays.copyOf(value, MOST_BYTES));
    }

    Headers headers() {
        return headers;
    }

    byte @Nullable [] value() {
        return value;
    }

    /** A key that is longer than any run id is not kept: it would count as the bytes do. */
    static byte @Nullable [] key(byte @Nullable [] key) {
        return key == null || key.length <= MOST_HEADER_BYTES ? key : Arrays.copyOf(key, MOST_HEADER_BYTES);
    }

    static String origin(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    private static int size(Headers headers) {
        int size = 0;
        for (var header : headers) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
