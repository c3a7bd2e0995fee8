package dev.flatline.cli.replay;

import dev.flatline.cli.WrongUseException;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.recording.RecordingReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Recordings in files, read one after another.
 *
 * @param files not empty
 */
public record RecordedFiles(List<Path> files) implements TelemetrySource {

    public RecordedFiles {
        files = List.copyOf(files);
    }

    /**
     * Opens every file before anything is made of the first.
     *
     * @throws WrongUseException if one is not there, or is no recording
     */
    public void requireThere() {
        for (Path file : files) {
            try (RecordingReader reader = RecordingReader.open(file)) {
                reader.next();
            } catch (IOException e) {
                throw new WrongUseException(String.valueOf(e.getMessage()));
            }
        }
    }

    @Override
    public void forEach(Consumer<Telemetry> taker) throws IOException {
        for (Path file : files) {
            try (RecordingReader reader = RecordingReader.open(file)) {
                for (Telemetry message = reader.next(); message != null; message = reader.next()) {
                    taker.accept(message);
                }
            }
        }
    }
}
