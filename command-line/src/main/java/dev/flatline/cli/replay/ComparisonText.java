package dev.flatline.cli.replay;

import dev.flatline.alerting.notify.console.Fields;
import java.util.List;

/** Comparisons in words. */
final class ComparisonText {

    private ComparisonText() {}

    /** A block for each run that is otherwise, and a line for all that are not. */
    static String of(List<RunComparison> comparisons) {
        StringBuilder text = new StringBuilder();
        List<RunComparison> others =
                comparisons.stream().filter(comparison -> !comparison.isSame()).toList();
        others.forEach(comparison -> add(text, comparison));
        int same = comparisons.size() - others.size();
        if (same > 0) {
            text.append("\nNo alert and no diagnosis would change in ")
                    .append(others.isEmpty() ? "" : "the other ")
                    .append(same)
                    .append(same == 1 ? " run.\n" : " runs.\n");
        }
        return text.toString();
    }

    private static void add(StringBuilder text, RunComparison comparison) {
        Fields fields = new Fields();
        comparison.changes().forEach(change -> add(fields, change));
        if (comparison.isDiagnosisOther()) {
            fields.text(
                    "Diagnosis",
                    RunComparison.name(comparison.causeAfter()) + " instead of "
                            + RunComparison.name(comparison.causeBefore()));
        }
        text.append("\n== ")
                .append(Fields.printable(comparison.run().name()))
                .append(", attempt ")
                .append(comparison.run().attempt())
                .append(" ==\n")
                .append(fields);
    }

    private static void add(Fields fields, Change change) {
        String label = switch (change.sort()) {
            case "appears" -> "New";
            case "vanishes" -> "Gone";
            default -> "Changed";
        };
        fields.text(label, change.alert().title() + ": " + String.join("; ", change.differences()));
    }
}
