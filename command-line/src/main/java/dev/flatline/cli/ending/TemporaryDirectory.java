package dev.flatline.cli.ending;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory that is deleted with all that is in it when it is closed, or when the process is told to end. */
public final class TemporaryDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryDirectory.class);

    private final Path path;
    private final Endings endings;
    private final Runnable deletion = this::delete;

    private TemporaryDirectory(Path path, Endings endings) {
        this.path = path;
        this.endings = endings;
    }

    /** Creates one whose name begins with {@code flatline-}, readable by its owner only. */
    public static TemporaryDirectory create(Endings endings) throws IOException {
        TemporaryDirectory directory = new TemporaryDirectory(Files.createTempDirectory("flatline-"), endings);
        endings.add(directory.deletion);
        return directory;
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        delete();
        endings.remove(deletion);
    }

    private void delete() {
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (NoSuchFileException alreadyGone) {
            LOG.debug("Deleted while being deleted: {}", alreadyGone.getFile());
        } catch (IOException e) {
            LOG.warn("Deleting the temporary directory {} failed; please delete it", path, e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
