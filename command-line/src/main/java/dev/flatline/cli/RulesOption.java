package dev.flatline.cli;

import dev.flatline.alert.configure.SettingsFile;
import dev.flatline.alert.configure.WrongFileException;
import dev.flatline.stream.configure.RulesFile;
import dev.flatline.stream.rules.Rules;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The rules that detectors go by; the environment variable is for containers. */
final class RulesOption {

    private static final String VARIABLE = "FLATLINE_RULES";

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "thresholds that differ from the defaults, as YAML; read again when it changes"
                    + " (default: $$FLATLINE_RULES, see flatline rules)")
    private @Nullable Path file;

    /** Whether a file was named on the command line, and not only in the environment. */
    boolean isGiven() {
        return file != null;
    }

    /**
     * The file, in which there is nothing wrong now; {@code null} if there is none.
     *
     * @throws WrongUseException with all that is wrong in it
     */
    @Nullable
    SettingsFile<Rules> checked() {
        Path named = file == null ? fromEnvironment() : file;
        return named == null ? null : checked(named);
    }

    static SettingsFile<Rules> checked(Path path) {
        SettingsFile<Rules> rules = RulesFile.at(path);
        try {
            rules.read();
            return rules;
        } catch (WrongFileException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Path fromEnvironment() {
        String named = System.getenv(VARIABLE);
        return named == null || named.isEmpty() ? null : Path.of(named);
    }
}
