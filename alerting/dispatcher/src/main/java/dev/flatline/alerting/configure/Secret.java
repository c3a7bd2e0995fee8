package dev.flatline.alerting.configure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A password, a key, or an address that is as good as one. It is in a file or in the environment, never in the settings;
 * a file is read each time, so a new secret holds at once.
 *
 * @param origin where it comes from, for messages
 * @param source reads it
 */
public record Secret(String origin, Source source) {

    /** Where a secret is. */
    public interface Source {
        String read() throws IOException;
    }

    /** One that is in a file, without blanks and line ends around it. */
    public static Secret file(Path path) {
        return new Secret("file " + path, () -> Files.readString(path).strip());
    }

    /** One that is known already, from the environment or the command line. */
    public static Secret known(String origin, String value) {
        return new Secret(origin, () -> value);
    }

    /**
     * The secret.
     *
     * @throws UncheckedIOException if it cannot be read; the message does not hold it
     */
    public String value() {
        try {
            return source.read();
        } catch (IOException e) {
            throw new UncheckedIOException("the secret in " + origin + " cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return "secret from " + origin;
    }
}
