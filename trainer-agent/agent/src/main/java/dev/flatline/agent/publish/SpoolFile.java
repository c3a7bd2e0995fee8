package dev.flatline.agent.publish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One file of the spool: steps up to {@value #MOST_BYTES} bytes, or one message that is larger, or the description or
 * end of one run. Each message is written with one call, so it is there after the process was killed.
 *
 * <p>Keeps count of whose messages wait in it. Used by the sender thread only.
 */
final class SpoolFile {

    static final int MOST_BYTES = 256 << 10;

    private final Path path;
    private final boolean lifecycle;
    private final Map<RunChannel, Integer> waiting = new HashMap<>();
    private @Nullable FileChannel out;
    private long bytes;
    private int next;
    private int unconfirmed;

    private SpoolFile(Path path) {
        this.path = path;
        lifecycle = SpoolName.isLifecycle(path);
    }

    static SpoolFile create(Path path) throws IOException {
        SpoolFile created = new SpoolFile(path);
        created.out = FileChannel.open(
                path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.may("rw-------"));
        return created;
    }

    /** One that an earlier process left; what of it cannot be read is counted as lost. */
    static SpoolFile found(Path path, RunChannel earlier) throws IOException {
        SpoolFile found = new SpoolFile(path);
        SpoolRecords records = new SpoolRecords(Files.readAllBytes(path));
        found.bytes = Files.size(path);
        int whole = 0;
        while (records.next() != null) {
            whole++;
        }
        found.waiting.put(earlier, whole);
        for (int i = 0; i < records.damaged(); i++) {
            earlier.lost();
        }
        return found;
    }

    boolean hasRoomFor(int message) {
        return out != null && bytes + SpoolRecords.bytes(message) <= MOST_BYTES;
    }

    void append(byte[] message, RunChannel run) throws IOException {
        FileChannel to = out;
        if (to == null) {
            throw new IOException(path + " is not open for writing");
        }
        write(to, SpoolRecords.encode(next, message));
        next++;
        bytes += SpoolRecords.bytes(message.length);
        waiting.merge(run, 1, Integer::sum);
    }

    private void write(FileChannel to, ByteBuffer encoded) throws IOException {
        try {
            while (encoded.hasRemaining()) {
                to.write(encoded);
            }
        } catch (IOException e) {
            to.truncate(bytes);
            throw e;
        }
    }

    /** Ends the writing; nothing happens where it has ended. */
    void finish() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }

    /** The messages that are whole and not confirmed yet. */
    List<SpoolRecords.Numbered> read() throws IOException {
        List<SpoolRecords.Numbered> read = new ArrayList<>();
        SpoolRecords records = new SpoolRecords(Files.readAllBytes(path));
        for (SpoolRecords.Numbered one = records.next(); one != null; one = records.next()) {
            if (one.number() >= unconfirmed) {
                read.add(one);
            }
        }
        return read;
    }

    /** This message, and all before it, need not be read again. */
    void confirm(RunChannel run, int number) {
        unconfirmed = number + 1;
        forget(run, 1);
    }

    /** So many messages of a run do not wait here any more. */
    void forget(RunChannel run, int count) {
        waiting.computeIfPresent(run, (key, before) -> before > count ? before - count : null);
    }

    /** How many messages of each run wait here. */
    Map<RunChannel, Integer> waiting() {
        return Map.copyOf(waiting);
    }

    /** Whether messages of this run wait here. */
    boolean isOf(RunChannel run) {
        return waiting.containsKey(run);
    }

    int messages() {
        return waiting.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether it holds the description or end of a run, which nothing could replace. */
    boolean isLifecycle() {
        return lifecycle;
    }

    long bytes() {
        return bytes;
    }

    void delete() throws IOException {
        finish();
        Files.deleteIfExists(path);
    }
}
