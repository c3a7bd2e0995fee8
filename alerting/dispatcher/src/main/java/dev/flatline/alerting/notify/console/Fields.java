package dev.flatline.alerting.notify.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Named texts under one another, the names in a column of their own.
 *
 * <p>Prose is wrapped at {@value #WIDTH} characters between words; code keeps its lines. An empty text is left out.
 */
public final class Fields {

    private static final int WIDTH = 100;
    private static final String INDENT = "   ";
    private static final int NAME_WIDTH = 10;
    private static final Pattern WORD_GAP = Pattern.compile("\\s+");

    private final StringBuilder lines = new StringBuilder();

    /** Adds prose. */
    public Fields text(String name, String prose) {
        return add(name, wrapped(printable(prose)));
    }

    /** Adds code, line by line. */
    public Fields verbatim(String name, String code) {
        return add(name, code.lines().map(Fields::printable).toList());
    }

    private Fields add(String name, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            String label = i == 0 ? name : "";
            String line = INDENT + label + " ".repeat(Math.max(1, NAME_WIDTH - label.length())) + texts.get(i);
            lines.append(line.stripTrailing()).append('\n');
        }
        return this;
    }

    private static List<String> wrapped(String prose) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : WORD_GAP.splitAsStream(prose).toList()) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH - INDENT.length() - NAME_WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    /** The text with anything that could steer a terminal shown as {@code ?}; tabs and line ends as blanks. */
    public static String printable(String text) {
        return text.replaceAll("[\\t\\n\\r]", " ").replaceAll("\\p{Cntrl}", "?");
    }

    /** All fields, each line ended by a line end. */
    @Override
    public String toString() {
        return lines.toString();
    }
}
