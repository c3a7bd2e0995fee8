package dev.flatline.alerting.configure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a section: under {@code KEY-file} the path of a file, under {@code KEY-env} the name of an environment
 * variable. One that stands in the settings themselves is complained of, and not repeated.
 */
public final class Secrets {

    private static final String FILE = "the path of a file that can be read and is not empty";

    private final Section section;

    Secrets(Section section) {
        this.section = section;
    }

    /** A secret that must be there. */
    public Secret required(String key) {
        boolean said = section.has(key) || section.has(key + "-file") || section.has(key + "-env");
        @Nullable Secret secret = optional(key);
        if (secret == null && !said) {
            section.complain(
                    "",
                    "has no secret: give it " + key + "-file, the path of a file, or " + key
                            + "-env, the name of an environment variable");
        }
        return secret == null ? Secret.known("nowhere", "") : secret;
    }

    /** A secret; {@code null} if there is none. */
    public @Nullable Secret optional(String key) {
        if (section.at(key) != null) {
            section.complain(
                    key,
                    "is a secret and does not belong here: give " + key + "-file the path of a file that holds it, or "
                            + key + "-env the name of an environment variable");
        }
        @Nullable Secret file = section.single(key + "-file", FILE, Secrets::inFile);
        @Nullable
        Secret variable =
                section.single(key + "-env", "the name of an environment variable that is set", this::inEnvironment);
        return file == null ? variable : file;
    }

    /** The secrets in the files under {@code KEY-files}, one or a list. */
    public List<Secret> several(String key) {
        return section.values(key + "-files", FILE, Secrets::inFile);
    }

    private static @Nullable Secret inFile(String path) {
        Path file = Path.of(path);
        try {
            return Files.isRegularFile(file) && !Files.readString(file).isBlank() ? Secret.file(file) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private @Nullable Secret inEnvironment(String name) {
        @Nullable String value = section.variable(name);
        return value == null || value.isBlank() ? null : Secret.known("environment variable " + name, value);
    }
}
