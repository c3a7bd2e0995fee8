package dev.flatline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the parts of Flatline that run in other processes lie; the {@code flatline} script says so. */
final class Installation {

    private Installation() {}

    /**
     * The agent.
     *
     * @throws WrongUseException if it is not there
     */
    static Path agentJar() {
        return existing("flatline.agent.jar", "the agent");
    }

    /**
     * Class path of the examples.
     *
     * @throws WrongUseException if it is not there
     */
    static String examplesClassPath() throws IOException {
        return Files.readString(existing("flatline.examples.classpath", "the examples"))
                .strip();
    }

    private static Path existing(String property, String what) {
        @Nullable String value = System.getProperty(property);
        Path path = value == null ? null : Path.of(value).toAbsolutePath().normalize();
        if (path == null || !Files.isRegularFile(path)) {
            throw new WrongUseException("Cannot find " + what + (path == null ? "" : " at " + path)
                    + ". Start Flatline with the flatline script of its repository, which builds what is missing;"
                    + " it sets the system property " + property + ".");
        }
        return path;
    }
}
