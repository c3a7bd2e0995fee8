package dev.flatline.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * What a demo says of itself at its end, on data that its network had not seen.
 *
 * @param measure "accuracy" or "R²", for instance
 * @param value greater is better; NaN where the network answers NaN
 * @param answers how many different answers the network gave
 * @param on which data, in words
 */
public record DemoOutcome(String measure, double value, int answers, String on) {

    /** Reads what an example wrote; empty if it wrote none, as when it was interrupted. */
    public static Optional<DemoOutcome> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties written = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            written.load(in);
        }
        return Optional.of(new DemoOutcome(
                written.getProperty("measure"),
                Double.parseDouble(written.getProperty("value")),
                Integer.parseInt(written.getProperty("answers")),
                written.getProperty("on")));
    }

    String shown() {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
