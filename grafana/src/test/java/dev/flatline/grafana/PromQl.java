package dev.flatline.grafana;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a PromQL expression asks for, as far as these tests need to know; promtool checks its syntax. */
final class PromQl {

    private static final Pattern NOT_METRICS = Pattern.compile(
            "\"[^\"]*\"" // strings
                    + "|\\{[^}]*}" // label matchers
                    + "|\\[[^]]*]" // ranges
                    + "|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)" // label lists
                    + "|\\b(or|and|unless|bool|offset|atan2)\\b"
                    + "|\\b[0-9][0-9a-z.]*"); // numbers and durations
    private static final Pattern IDENTIFIER = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*\\b(?!\\s*\\()");

    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");

    private PromQl() {}

    /** Names of the metrics in an expression. Empty where there are none. */
    static Set<String> metrics(String expression) {
        String rest = NOT_METRICS.matcher(withStringsEmptied(expression)).replaceAll(" ");
        return IDENTIFIER
                .matcher(rest)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A string may hold braces, so strings go first. */
    private static String withStringsEmptied(String expression) {
        return expression.replaceAll("\"[^\"]*\"", "\"\"");
    }

    /** The metrics that metrics.md documents, and the one Prometheus adds. */
    static Set<String> documented() {
        try {
            Set<String> names = DOCUMENTED
                    .matcher(Files.readString(Path.of("metrics.md")))
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            names.add("up");
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the table of metrics", e);
        }
    }
}
