package dev.flatline.alerting.notify.console;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.notify.Facts;
import java.util.Locale;

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
        return announcement.muted() ? muted(alert, announcement.explanation()) : full(alert);
    }

    private String full(Alert alert) {
        Facts facts = new Facts(alert);
        Fields fields = new Fields()
                .text("What", facts.what())
                .text("Since", facts.since())
                .text("Where", facts.where())
                .text("Evidence", facts.evidence())
                .text("Cause", facts.cause())
                .verbatim("Fix", facts.fix());
        return "\n" + headline(alert) + "\n" + fields;
    }

    private String headline(Alert alert) {
        String severity = alert.symptom().severity().label().toUpperCase(Locale.ROOT);
        return paint.severity(alert.symptom().severity(), "!! " + severity + "  " + Fields.printable(alert.title()))
                + "  in run " + Fields.printable(alert.run().name());
    }

    private String muted(Alert alert, String explainedBy) {
        String where = new Facts(alert).where();
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
