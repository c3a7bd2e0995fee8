package dev.flatline.cli.record;

import dev.flatline.cli.WrongUseException;
import dev.flatline.stream.recording.RecordingWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that telemetry can be recorded to.
 *
 * @param path where it will be once it is complete
 */
public record RecordingFile(Path path) {

    /**
     * Makes sure that it can be written.
     *
     * @throws WrongUseException if it cannot, saying why
     */
    public static RecordingFile at(Path path) {
        Path absolute = path.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            throw new WrongUseException("Cannot record to " + path + ": it is a directory");
        }
        Path folder = absolute.getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new WrongUseException("Cannot record to " + path + ": " + folder + " is no directory to write to");
        }
        return new RecordingFile(absolute);
    }

    RecordingWriter begin() throws IOException {
        return new RecordingWriter(path);
    }
}
