package dev.flatline.benchmarks.quality.training;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flatline.events.v1.Telemetry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The telemetry of one run, and the truth about it, in two files: {@code <run>.pb.gz}, messages one after another, each
 * with its length before it, and {@code <run>.json}.
 *
 * @param label the truth
 * @param messages the file with the telemetry
 */
public record Recording(RunLabel label, Path messages) {

    static final JsonMapper JSON = JsonMapper.builder().build();
    static final String MESSAGES = ".pb.gz";
    static final String LABEL = ".json";

    /** All finished recordings of one suite, by name; none where the directory does not exist. */
    public static List<Recording> all(Path suite) throws IOException {
        if (!Files.isDirectory(suite)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(suite)) {
            List<Path> labels = files.filter(file -> file.toString().endsWith(LABEL))
                    .sorted()
                    .toList();
            List<Recording> recordings = new java.util.ArrayList<>();
            for (Path label : labels) {
                recordings.add(read(label));
            }
            return recordings;
        }
    }

    private static Recording read(Path label) throws IOException {
        String name = label.getFileName().toString();
        String run = name.substring(0, name.length() - LABEL.length());
        return new Recording(JSON.readValue(label.toFile(), RunLabel.class), label.resolveSibling(run + MESSAGES));
    }

    /** Hands on message after message, in the order in which they were sent. */
    public void forEach(Consumer<Telemetry> taker) throws IOException {
        try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(messages)))) {
            Telemetry message = Telemetry.parseDelimitedFrom(in);
            while (message != null) {
                taker.accept(message);
                message = Telemetry.parseDelimitedFrom(in);
            }
        }
    }
}
