package dev.flatline.stream.recording;

import com.google.protobuf.CodedOutputStream;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a recording. Until it is closed it is a file of the same name that ends in {@value #UNFINISHED}, so a recording
 * that was broken off is never taken for a whole one, nor replaces one; up to the last flush it can be read all the same.
 */
public final class RecordingWriter implements AutoCloseable, Flushable {

    public static final String UNFINISHED = ".part";

    private static final int BUFFER = 64 * 1024;

    private final Path file;
    private final OutputStream compressed;
    private final CodedOutputStream out;

    /** Begins a recording, compressed with gzip, in place of an unfinished one of that name. */
    public RecordingWriter(Path file) throws IOException {
        this.file = file;
        this.compressed = new GZIPOutputStream(Files.newOutputStream(unfinished()), BUFFER, true);
        this.out = CodedOutputStream.newInstance(compressed);
    }

    private Path unfinished() {
        return file.resolveSibling(file.getFileName() + UNFINISHED);
    }

    /** Adds one message as it is on the wire. */
    public void add(byte[] message) throws IOException {
        out.writeByteArrayNoTag(message);
    }

    /** What was added until now survives the end of this process. */
    @Override
    public void flush() throws IOException {
        out.flush();
        compressed.flush();
    }

    /** Ends the recording, which takes the place of an earlier one. */
    @Override
    public void close() throws IOException {
        out.flush();
        compressed.close();
        Files.move(unfinished(), file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Ends it without a trace; an earlier recording stays as it is. */
    public void abandon() throws IOException {
        compressed.close();
        Files.deleteIfExists(unfinished());
    }
}
