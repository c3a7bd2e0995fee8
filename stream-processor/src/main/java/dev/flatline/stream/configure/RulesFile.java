package dev.flatline.stream.configure;

import dev.flatline.alert.configure.SettingsFile;
import dev.flatline.stream.rules.Rules;
import java.nio.file.Path;

/** A file with rules, see {@code docs/configuration.md}. */
public final class RulesFile {

    private RulesFile() {}

    /** The file there, which need not exist yet. */
    public static SettingsFile<Rules> at(Path path) {
        return new SettingsFile<>(path, "rules", RulesReader::read);
    }
}
