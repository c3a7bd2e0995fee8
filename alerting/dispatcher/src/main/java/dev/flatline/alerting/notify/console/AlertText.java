package dev.flatline.alerting.notify.console;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.alert.Cause;
import dev.flatline.alert.Figures;
import dev.flatline.alert.Symptom;
import dev.flatline.alerting.mute.Announcement;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An announcement in words: a block when it is told in full, one line when it is muted or resolved.
 *
 * <p>A full block begins and ends with an empty line. Control characters, which a layer or run name could carry to a
 * terminal, are shown as {@code ?}.
 */
public final class AlertText {

    private final Paint paint;

    public AlertText(Paint paint) {
        this.paint = paint;
    }

    /** Without a line end. */
    public String of(Announcement announcement) {
        Alert alert = announcement.alert();
        if (alert.state() == AlertState.RESOLVED) {
            return resolved(alert);
        }
        String explainedBy = announcement.explainedBy();
        return explainedBy == null ? full(alert) : muted(alert, explainedBy);
    }

    private String full(Alert alert) {
        Symptom symptom = alert.symptom();
        Fields fields = new Fields()
                .text("What", symptom.message())
                .text("Since", since(alert))
                .text("Where", where(symptom))
                .text("Evidence", evidence(symptom.evidence()));
        Cause cause = alert.likelyCause();
        if (cause != null) {
            fields.text("Cause", cause.explanation()).verbatim("Fix", cause.fix());
        }
        return "\n" + headline(alert) + "\n" + fields;
    }

    private String headline(Alert alert) {
        String severity = alert.symptom().severity().label().toUpperCase(Locale.ROOT);
        return paint.severity(alert.symptom().severity(), "!! " + severity + "  " + Fields.printable(alert.title()))
                + "  in run " + Fields.printable(alert.run().name());
    }

    private static String since(Alert alert) {
        return "iteration " + alert.firstIteration() + " (certain at iteration " + alert.firedIteration() + ")";
    }

    private static String where(Symptom symptom) {
        return symptom.layers().stream()
                .map(name -> name.startsWith("layer") ? name : "layer " + name)
                .collect(Collectors.joining(", "));
    }

    private static String evidence(Map<String, Double> evidence) {
        return evidence.entrySet().stream()
                .map(each -> Figures.words(each.getKey()) + " " + Figures.show(each.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String muted(Alert alert, String explainedBy) {
        String where = where(alert.symptom());
        return "   " + paint.severity(alert.symptom().severity(), "+ " + Fields.printable(alert.title()))
                + " since iteration " + alert.firstIteration()
                + (where.isEmpty() ? "" : ", " + Fields.printable(where))
                + ": has the same cause as " + Fields.printable(explainedBy);
    }

    private String resolved(Alert alert) {
        return paint.good("ok RESOLVED  " + Fields.printable(alert.title()))
                + "  in run " + Fields.printable(alert.run().name())
                + ": gone at iteration " + alert.resolvedIteration()
                + ", was there since iteration " + alert.firstIteration();
    }
}
