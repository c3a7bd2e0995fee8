package dev.flatline.agent.publish;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one process within the spool, open to its user only. It belongs to who holds the lock on a file in
 * it; the system gives the lock back when the process ends, in whatever way.
 *
 * <p>A process that opens and closes a file loses its own lock on it. So within one JVM, whose class loaders know
 * nothing of one another, a system property says what is held, and nobody else opens it.
 */
final class SpoolDirectory {

    private static final String LOCK = "lock";
    private static final String HELD = "flatline.spool.held.";

    private final Path path;
    private final FileChannel lock;

    private SpoolDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** A new one. It gets its name only when it is locked, so that nobody takes it for one that was left behind. */
    static SpoolDirectory create(Path base) throws IOException {
        Files.createDirectories(base, OwnerOnly.may("rwx------"));
        Path made = Files.createTempDirectory(base, "new-");
        Path path = base.resolve(String.format(
                Locale.ROOT,
                "%013d-%d-%s",
                System.currentTimeMillis(),
                ProcessHandle.current().pid(),
                made.getFileName().toString().substring(4)));
        FileChannel lock = lock(made, path);
        if (lock == null) {
            throw new IOException(made + " cannot be locked");
        }
        Files.move(made, path);
        return new SpoolDirectory(path, lock);
    }

    /** Those that processes left behind that are gone, oldest first; they are held from now on. */
    static List<SpoolDirectory> leftIn(Path base) throws IOException {
        List<SpoolDirectory> left = new ArrayList<>();
        for (Path path : sorted(base, "*-*-*")) {
            FileChannel lock = lock(path, path);
            if (lock != null) {
                left.add(new SpoolDirectory(path, lock));
            }
        }
        return left;
    }

    /** {@code null} when somebody holds it, or it has just gone. */
    private static @Nullable FileChannel lock(Path directory, Path named) {
        if (System.getProperties().putIfAbsent(HELD + named, "") != null) {
            return null;
        }
        FileChannel lock = null;
        try {
            lock = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() != null) {
                return lock;
            }
            lock.close();
        } catch (IOException e) {
            // Its holder has just removed it, or it is not for us to write.
        }
        System.clearProperty(HELD + named);
        return null;
    }

    /** Its files of messages, oldest first. */
    List<Path> files() throws IOException {
        return sorted(path, SpoolName.PATTERN);
    }

    private static List<Path> sorted(Path directory, String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, pattern)) {
            entries.forEach(found::add);
        }
        found.sort(null);
        return found;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Gives it back, and removes it if nothing waits in it and nobody else looks into it just now. */
    void release() {
        try (lock) {
            if (files().isEmpty()) {
                Files.deleteIfExists(path.resolve(LOCK));
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // An empty directory stays, which the next process removes.
        } finally {
            System.clearProperty(HELD + path);
        }
    }
}
