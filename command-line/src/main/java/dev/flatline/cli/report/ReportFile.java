package dev.flatline.cli.report;

import dev.flatline.cli.WrongUseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** The file a report goes to. It appears whole or not at all. */
public final class ReportFile {

    private final Path path;

    private ReportFile(Path path) {
        this.path = path;
    }

    /**
     * Makes sure that the report can be written later.
     *
     * @throws WrongUseException if it cannot, saying why
     */
    public static ReportFile at(Path path) {
        Path absolute = path.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || Files.isDirectory(absolute)) {
            throw new WrongUseException("Cannot write the report to " + path + ": it is a directory");
        }
        if (!Files.isDirectory(folder)) {
            throw new WrongUseException("Cannot write the report to " + path + ": there is no directory " + folder);
        }
        try {
            Files.delete(Files.createTempFile(folder, ".flatline-report-", ""));
        } catch (IOException e) {
            throw new WrongUseException(
                    "Cannot write the report to " + path + ": directory " + folder + " is not writable");
        }
        return new ReportFile(absolute);
    }

    /**
     * Writes the report, in place of an earlier one.
     *
     * @throws IOException if that fails; an earlier report then stays as it was
     */
    public void write(String report) throws IOException {
        Path whole = path.resolveSibling(
                "." + path.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.writeString(whole, report);
            Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** Whether people are to read it in a browser, and not programs. */
    public boolean isHtml() {
        return path.toString().toLowerCase(Locale.ROOT).matches(".*\\.html?");
    }

    public Path path() {
        return path;
    }
}
