package dev.flatline.agent.publish;

import dev.flatline.events.TelemetryCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait on disk for a broker that is away, first in, first out. What earlier processes left comes first.
 *
 * <p>A directory is made when the first message is written. When the limit is reached the oldest file goes; every
 * message lost is counted on its run. When the disk fails, one line says so and {@link #append} says no from then on.
 * Used by the sender thread only, but for the counts.
 */
final class Spool {

    private final SpoolLimit limit;
    private final Consumer<String> console;
    private final SpoolLedger ledger = new SpoolLedger();
    private final SpoolReading reading = new SpoolReading(ledger);
    private final SpoolFiles files;
    private final List<SpoolDirectory> held = new ArrayList<>();
    private final AtomicLong droppedEarlier = new AtomicLong();
    private @Nullable SpoolDirectory own;
    private boolean works;

    Spool(SpoolLimit limit, Consumer<String> console) {
        this.limit = limit;
        this.console = console;
        works = limit.bytes() > 0;
        files = new SpoolFiles(limit.bytes(), ledger);
    }

    /** A message that was read, and where from. */
    record Entry(Message message, SpoolFile file, int number) {}

    /** Takes over what processes left behind that are gone. */
    void open() {
        if (!works || !Files.isDirectory(limit.directory())) {
            return;
        }
        try {
            for (SpoolDirectory left : SpoolDirectory.leftIn(limit.directory())) {
                held.add(left);
                adopt(left.files());
            }
        } catch (IOException e) {
            console.accept("cannot read the telemetry kept in " + limit.directory() + " (" + e + ")");
        }
        if (waiting() + lostEarlier() > 0) {
            console.accept(waiting() + " messages of earlier trainings, kept in " + limit.directory()
                    + ", are sent first" + (lostEarlier() == 0 ? "" : "; " + lostEarlier() + " more were lost there"));
        }
    }

    private void adopt(List<Path> left) throws IOException {
        for (Path path : left) {
            SpoolFile file = SpoolFile.found(path, ledger.earlier());
            ledger.found(file);
            files.add(file);
        }
        if (!left.isEmpty()) {
            droppedEarlier.addAndGet(SpoolName.dropped(left.get(left.size() - 1)));
        }
    }

    /**
     * Whether the message is dealt with: on disk now, or lost since it is larger than the whole spool. If not, there is
     * no room just now, or the spool does not work.
     */
    boolean append(Message message) {
        if (!works) {
            return false;
        }
        byte[] encoded = TelemetryCodec.encode(message.telemetry());
        if (SpoolRecords.bytes(encoded.length) > limit.bytes()) {
            message.run().lost();
            return true;
        }
        try {
            return write(message, encoded);
        } catch (IOException e) {
            fail(e);
            return false;
        }
    }

    private boolean write(Message message, byte[] encoded) throws IOException {
        boolean knownFull = files.dropped() > 0;
        SpoolFiles.Need need = new SpoolFiles.Need(encoded.length, message.lifecycle());
        SpoolFile file = files.fileFor(need, reading.bytesOnDisk(), this::newFile);
        if (!knownFull && files.dropped() > 0) {
            console.accept("the " + limit.bytes() + " bytes for telemetry in " + limit.directory()
                    + " are full; the oldest is dropped and counted");
        }
        if (file != null) {
            file.append(encoded, message.run());
            ledger.wrote(message);
        }
        return file != null;
    }

    private void fail(IOException e) {
        if (works) {
            works = false;
            console.accept("cannot keep telemetry in " + limit.directory() + " (" + e
                    + "); training goes on, the newest telemetry is kept in memory only");
        }
    }

    private Path newFile(String name) throws IOException {
        if (own == null) {
            own = SpoolDirectory.create(limit.directory());
            held.add(own);
        }
        return own.file(name);
    }

    /** Whether messages can be written, room permitting. */
    boolean works() {
        return works;
    }

    boolean hasUnread() {
        return !reading.isEmpty() || !files.isEmpty();
    }

    /** The oldest message not read yet; {@code null} when there is none. */
    @Nullable
    Entry next() {
        while (reading.isEmpty() && !files.isEmpty()) {
            readFile();
        }
        return reading.next();
    }

    private void readFile() {
        SpoolFile file = files.take();
        try {
            if (file != null) {
                reading.read(file);
            }
        } catch (IOException e) {
            console.accept("cannot read telemetry kept on disk (" + e + "); it is counted as lost");
        }
    }

    /** The broker has it and all that was read before, or will never take it. */
    void confirm(Entry entry) {
        try {
            reading.confirm(entry);
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Has everything that is not confirmed read again. */
    void rewind() {
        for (SpoolFile file = reading.giveBack(); file != null; file = reading.giveBack()) {
            files.putBack(file);
        }
    }

    /** How many messages wait on disk. Thread-safe. */
    long waiting() {
        return ledger.waiting();
    }

    /** Of the messages from disk that are in memory. Thread-safe. */
    long bytes() {
        return reading.bytes();
    }

    /** How many messages of earlier processes were lost, as far as their files tell. Thread-safe. */
    long lostEarlier() {
        return droppedEarlier.get() + ledger.earlier().report().getDropped();
    }

    /** Closes the files, and removes the directories in which nothing waits. */
    void close() {
        try {
            files.close();
        } catch (IOException e) {
            fail(e);
        }
        works = false;
        held.forEach(SpoolDirectory::release);
        held.clear();
    }
}
