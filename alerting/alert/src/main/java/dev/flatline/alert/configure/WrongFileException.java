package dev.flatline.alert.configure;

import java.io.IOException;
import java.util.List;

/** A file of settings cannot be used; the message has a line for each thing that is wrong, with file, line and remedy. */
public final class WrongFileException extends IOException {

    private final List<String> problems;

    public WrongFileException(String file, List<String> problems) {
        super(
                problems.size() == 1
                        ? problems.get(0)
                        : problems.size() + " problems in " + file + "\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each, in the order of the file. */
    public List<String> problems() {
        return problems;
    }
}
