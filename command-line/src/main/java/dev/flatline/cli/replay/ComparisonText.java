package dev.flatline.cli.replay;

import dev.flatline.alerting.notify.console.Fields;
import java.util.List;

/** Comparisons in words. */
final class ComparisonText {

    private ComparisonText() {}

    static String of(List<RunComparison> comparisons) {
        StringBuilder text = new StringBuilder();
        comparisons.forEach(comparison -> add(text, comparison));
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
        if (comparison.isSame()) {
            fields.text("The same", "No alert and no diagnosis would change.");
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
