package dev.flatline.agent.publish;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The content of a file of the spool: records one behind the other, each the length of its message, a CRC-32C over the
 * rest, its number in the file (4 bytes each, big-endian) and the message.
 *
 * <p>What does not agree with its checksum is searched for the next record that does, so that damage costs only what it
 * touches. The numbers say how many records that was; behind the last whole one it counts as one.
 */
final class SpoolRecords {

    private static final int HEAD = 12;
    private static final int NUMBER_AT = 8;

    private final ByteBuffer content;
    private int expected;
    private int damaged;

    SpoolRecords(byte[] content) {
        this.content = ByteBuffer.wrap(content);
    }

    /** A message and its number in the file. */
    record Numbered(int number, ByteBuffer message) {}

    /** The bytes of a record with a message of so many. */
    static long bytes(int message) {
        return HEAD + (long) message;
    }

    /** The record to be written. */
    static ByteBuffer encode(int number, byte[] message) {
        ByteBuffer encoded = ByteBuffer.allocate(HEAD + message.length)
                .putInt(message.length)
                .putInt(0)
                .putInt(number)
                .put(message)
                .flip();
        return encoded.putInt(4, checksum(encoded, 0, message.length));
    }

    private static int checksum(ByteBuffer content, int start, int length) {
        CRC32C crc = new CRC32C();
        crc.update(content.slice(start + NUMBER_AT, length + HEAD - NUMBER_AT));
        return (int) crc.getValue();
    }

    /** The next whole record; {@code null} behind the last one. */
    @Nullable
    Numbered next() {
        int start = content.position();
        for (int at = start; at <= content.limit() - HEAD; at++) {
            int length = content.getInt(at);
            if (length >= 0
                    && length <= content.limit() - at - HEAD
                    && content.getInt(at + 4) == checksum(content, at, length)) {
                return take(at, length);
            }
        }
        damaged += start < content.limit() ? 1 : 0;
        content.position(content.limit());
        return null;
    }

    private Numbered take(int at, int length) {
        Numbered taken = new Numbered(content.getInt(at + NUMBER_AT), content.slice(at + HEAD, length));
        content.position(at + HEAD + length);
        damaged += Math.max(0, taken.number - expected);
        expected = taken.number + 1;
        return taken;
    }

    /** How many records were passed over so far. */
    int damaged() {
        return damaged;
    }
}
