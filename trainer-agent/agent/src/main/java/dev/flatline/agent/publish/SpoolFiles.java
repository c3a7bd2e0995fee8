package dev.flatline.agent.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The files of a spool that are not being sent, oldest first, within a limit: before a new one is begun, the oldest of
 * steps go until a whole one fits in. Descriptions and ends of runs stay while there are others.
 */
final class SpoolFiles {

    private final long most;
    private final SpoolLedger ledger;
    private final Deque<SpoolFile> files = new ArrayDeque<>();
    private long dropped;
    private long begun;

    SpoolFiles(long most, SpoolLedger ledger) {
        this.most = most;
        this.ledger = ledger;
    }

    /** Makes the place of a new file from its name. */
    @FunctionalInterface
    interface Place {
        Path of(String name) throws IOException;
    }

    /** What is to be written: how many bytes, and whether it is the description or end of a run. */
    record Need(int message, boolean lifecycle) {

        private boolean fitsInto(SpoolFile file) {
            return !lifecycle && !file.isLifecycle() && file.hasRoomFor(message);
        }

        private long bytes() {
            long needed = SpoolRecords.bytes(message);
            return lifecycle ? needed : Math.max(needed, SpoolFile.MOST_BYTES);
        }
    }

    /**
     * The file to write to; {@code null} if there is no room.
     *
     * @param elsewhere bytes that the spool takes in other files
     */
    @Nullable
    SpoolFile fileFor(Need need, long elsewhere, Place place) throws IOException {
        SpoolFile last = files.peekLast();
        if (last != null && need.fitsInto(last)) {
            return last;
        }
        if (last != null) {
            last.finish();
        }
        if (!makeRoom(elsewhere + need.bytes())) {
            return null;
        }
        SpoolFile file = SpoolFile.create(place.of(SpoolName.of(++begun, dropped, need.lifecycle)));
        files.add(file);
        return file;
    }

    private boolean makeRoom(long needed) throws IOException {
        while (bytes() + needed > most) {
            SpoolFile oldest = files.stream()
                    .filter(file -> !file.isLifecycle())
                    .findFirst()
                    .orElse(files.peekFirst());
            if (oldest == null) {
                return false;
            }
            files.remove(oldest);
            dropped += oldest.messages();
            oldest.waiting().forEach((run, count) -> ledger.lost(oldest, run, count));
            oldest.delete();
        }
        return true;
    }

    private long bytes() {
        return files.stream().mapToLong(SpoolFile::bytes).sum();
    }

    void add(SpoolFile newest) {
        files.addLast(newest);
    }

    void putBack(SpoolFile oldest) {
        files.addFirst(oldest);
    }

    /** The oldest, which is then no longer among them. */
    @Nullable
    SpoolFile take() {
        return files.pollFirst();
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** How many messages went for want of room. */
    long dropped() {
        return dropped;
    }

    void close() throws IOException {
        for (SpoolFile file : files) {
            file.finish();
        }
    }
}
