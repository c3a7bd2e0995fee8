package dev.flatline.stream.recording;

import com.google.protobuf.CodedInputStream;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.UnreadableTelemetryException;
import dev.flatline.events.v1.Telemetry;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a recording, message after message. Needs no more memory than one message, however long the recording is. */
public final class RecordingReader implements AutoCloseable {

    /** More than any message has: a length beyond it is no length. */
    private static final int LONGEST = 64 * 1024 * 1024;

    private static final int GZIP = 0x8b1f;

    private final String name;
    private final InputStream in;
    private long messages;

    private RecordingReader(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /**
     * Opens a file, compressed or not.
     *
     * @throws IOException if it is not there or cannot be read, in words
     */
    public static RecordingReader open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory, not a recording");
        }
        if (!Files.isReadable(file)) {
            throw new IOException(file + (Files.exists(file) ? " may not be read" : " does not exist"));
        }
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        try {
            return new RecordingReader(file.toString(), isCompressed(bytes) ? uncompressed(bytes) : bytes);
        } catch (EOFException e) {
            bytes.close();
            throw new DamagedRecordingException(file + " ends before its first message", e);
        }
    }

    private static boolean isCompressed(InputStream bytes) throws IOException {
        bytes.mark(2);
        int first = bytes.read() | bytes.read() << 8;
        bytes.reset();
        return first == GZIP;
    }

    private static InputStream uncompressed(InputStream bytes) throws IOException {
        return new BufferedInputStream(new GZIPInputStream(bytes));
    }

    /** Messages read so far. */
    public long messages() {
        return messages;
    }

    /**
     * The next message; {@code null} at the end.
     *
     * @throws DamagedRecordingException if the recording breaks off or is none; what was read before it is good
     */
    public @Nullable Telemetry next() throws IOException {
        try {
            int first = in.read();
            if (first < 0) {
                return null;
            }
            Telemetry message = TelemetryCodec.decode(body(CodedInputStream.readRawVarint32(first, in)));
            messages++;
            return message;
        } catch (EOFException e) {
            throw damaged("it breaks off there, as when its writer was killed", e);
        } catch (IOException | UnreadableTelemetryException e) {
            throw damaged(String.valueOf(e.getMessage()), e);
        }
    }

    private byte[] body(int length) throws IOException, UnreadableTelemetryException {
        if (length < 0 || length > LONGEST) {
            throw new UnreadableTelemetryException("these are not messages with their lengths before them");
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return body;
    }

    private DamagedRecordingException damaged(String why, Exception cause) {
        return new DamagedRecordingException(
                messages == 0
                        ? name + " is not a recording of telemetry: " + why
                        : name + " is damaged after message " + messages + ": " + why,
                cause);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
