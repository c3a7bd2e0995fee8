package dev.flatline.agent.publish;

import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.UnreadableTelemetryException;
import dev.flatline.events.v1.Telemetry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The files whose messages are being sent: each is read as a whole, and goes when all its messages are confirmed. What
 * cannot be read is lost, and counted. For the sender thread, but for {@link #bytes}.
 */
final class SpoolReading {

    private final SpoolLedger ledger;
    private final Deque<SpoolFile> files = new ArrayDeque<>();
    private final Deque<Spool.Entry> entries = new ArrayDeque<>();
    private final AtomicLong bytes = new AtomicLong();

    SpoolReading(SpoolLedger ledger) {
        this.ledger = ledger;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The next message; {@code null} when none was read that was not asked for. */
    Spool.@Nullable Entry next() {
        Spool.Entry next = entries.poll();
        bytes.addAndGet(next == null ? 0 : -next.message().bytes());
        return next;
    }

    void read(SpoolFile file) throws IOException {
        files.add(file);
        Map<RunChannel, Integer> missing = new HashMap<>(file.waiting());
        try {
            file.finish();
            for (SpoolRecords.Numbered one : file.read()) {
                Telemetry telemetry = decode(one);
                if (telemetry != null) {
                    RunChannel run = ledger.owner(telemetry, file);
                    add(new Spool.Entry(new Message(telemetry, run), file, one.number()));
                    missing.merge(run, -1, Integer::sum);
                }
            }
        } finally {
            missing.forEach((run, count) -> ledger.lost(file, run, count));
            removeIfDone(file);
        }
    }

    private void add(Spool.Entry entry) {
        entries.add(entry);
        bytes.addAndGet(entry.message().bytes());
    }

    private static @Nullable Telemetry decode(SpoolRecords.Numbered one) {
        byte[] encoded = new byte[one.message().remaining()];
        one.message().get(encoded);
        try {
            return TelemetryCodec.decode(encoded);
        } catch (UnreadableTelemetryException e) {
            return null;
        }
    }

    void confirm(Spool.Entry entry) throws IOException {
        entry.file().confirm(entry.message().run(), entry.number());
        ledger.confirmed();
        removeIfDone(entry.file());
    }

    private void removeIfDone(SpoolFile file) throws IOException {
        if (file.messages() == 0 && files.remove(file)) {
            file.delete();
        }
    }

    /** The newest of the files with unconfirmed messages, which is then no longer one of them; {@code null} without. */
    @Nullable
    SpoolFile giveBack() {
        entries.clear();
        bytes.set(0);
        return files.pollLast();
    }

    /** Of the files. */
    long bytesOnDisk() {
        return files.stream().mapToLong(SpoolFile::bytes).sum();
    }

    /** Of the messages that were read and not asked for yet. Thread-safe. */
    long bytes() {
        return bytes.get();
    }
}
