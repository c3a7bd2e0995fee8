package dev.flatline.cli.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flatline.alert.Alert;
import dev.flatline.cli.report.Report;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons for programs to read. Fields are added, never removed or renamed, while the version stays.
 *
 * @param version of this format; 1
 * @param runs in the order in which they began
 */
record ComparisonJson(int version, List<Run> runs) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * One attempt of one run.
     *
     * @param diagnosisBefore name of the likeliest cause at the end; {@code "none"} without one
     */
    record Run(
            String run,
            String name,
            long attempt,
            List<Changed> alerts,
            String diagnosisBefore,
            String diagnosisAfter) {}

    /**
     * An alert that would be otherwise.
     *
     * @param change appears, vanishes or changes
     * @param differences in words
     */
    record Changed(
            String change, List<String> differences, Report.@Nullable Episode before, Report.@Nullable Episode after) {}

    static String of(List<RunComparison> comparisons) {
        ComparisonJson json = new ComparisonJson(
                1, comparisons.stream().map(ComparisonJson::run).toList());
        try {
            return JSON.writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("writing a comparison as JSON", e);
        }
    }

    private static Run run(RunComparison comparison) {
        return new Run(
                comparison.run().id(),
                comparison.run().name(),
                comparison.run().attempt(),
                comparison.changes().stream().map(ComparisonJson::changed).toList(),
                RunComparison.name(comparison.causeBefore()),
                RunComparison.name(comparison.causeAfter()));
    }

    private static Changed changed(Change change) {
        return new Changed(change.sort(), change.differences(), episode(change.before()), episode(change.after()));
    }

    private static Report.@Nullable Episode episode(@Nullable Alert alert) {
        return alert == null ? null : Report.describe(alert);
    }
}
