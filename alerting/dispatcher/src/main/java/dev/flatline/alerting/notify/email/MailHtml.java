package dev.flatline.alerting.notify.email;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.notify.Digest;
import dev.flatline.alerting.notify.Facts;
import dev.flatline.alerting.notify.Links;
import dev.flatline.alerting.notify.Message;

/**
 * Messages as HTML that mail programs show alike: one table, styles in the elements, nothing from elsewhere.
 *
 * @param links where people can read on
 */
record MailHtml(Links links) {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>%s</title></head>
            <body style="margin:0;padding:16px;background:#f4f5f7;font-family:Helvetica,Arial,sans-serif;color:#1c1e21">
            <table role="presentation" width="640" cellpadding="0" cellspacing="0" style="max-width:640px;background:#ffffff;\
            border-top:6px solid %s;border-collapse:collapse">
            <tr><td colspan="2" style="padding:18px 20px 10px 20px;font-size:19px;line-height:26px">%s</td></tr>
            %s<tr><td colspan="2" style="padding:12px 20px 18px 20px;font-size:13px;color:#5f6368">%s</td></tr>
            </table></body></html>
            """;
    private static final String ROW = """
            <tr><td valign="top" width="90" style="padding:6px 8px 6px 20px;font-size:13px;color:#5f6368">%s</td>\
            <td valign="top" style="padding:6px 20px 6px 0;font-size:14px;line-height:20px">%s</td></tr>
            """;
    private static final String CODE = "<pre style=\"margin:0;padding:10px;background:#f1f3f4;font-size:13px;"
            + "white-space:pre-wrap;font-family:Menlo,Consolas,monospace\">%s</pre>";

    String of(Message message) {
        return message.isDigest() ? digest(new Digest(message.announcements())) : one(message.first());
    }

    private String one(Announcement announcement) {
        Alert alert = announcement.alert();
        Facts facts = new Facts(alert);
        String still = announcement.repeat() > 0 ? "STILL " : "";
        return PAGE.formatted(
                escape(facts.headline()),
                colour(alert),
                badge(alert, still + facts.standing()) + " <b>" + escape(alert.title()) + "</b> in run <b>"
                        + escape(alert.run().name()) + "</b>",
                rows(announcement, facts),
                foot(alert));
    }

    private static String rows(Announcement announcement, Facts facts) {
        String head = row("What", escape(facts.what())) + row("Since", escape(facts.since()));
        if (announcement.muted()) {
            return head + row("Cause", "the same as of " + escape(announcement.explanation()));
        }
        return announcement.resolved()
                ? head
                : head
                        + row("Where", escape(facts.where()))
                        + row("Evidence", escape(facts.evidence()))
                        + row("Cause", escape(facts.cause()))
                        + row("Sure", escape(facts.confidence()))
                        + row("Fix", facts.fix().isBlank() ? "" : CODE.formatted(escape(facts.fix())));
    }

    private String digest(Digest digest) {
        StringBuilder rows = new StringBuilder();
        digest.lines()
                .forEach(line -> rows.append(ROW.formatted(
                        badge(line.example(), new Facts(line.example()).standing()),
                        "<b>" + escape(line.example().title()) + "</b><br>" + escape(line.where()))));
        Alert worst = digest.lines().get(0).example();
        rows.append(row("Cause", cause(worst)));
        return PAGE.formatted(
                escape(digest.headline()),
                colour(worst),
                "<b>" + escape(digest.headline()) + "</b>",
                rows,
                foot(worst));
    }

    private static String cause(Alert worst) {
        String cause = new Facts(worst).cause();
        return cause.isEmpty() ? "" : "in " + escape(worst.run().name()) + ": " + escape(cause);
    }

    private String foot(Alert alert) {
        String dashboard = links.dashboard(alert);
        String runbook = links.runbook(alert);
        return (dashboard.isEmpty() ? "" : link(dashboard, "Dashboard") + " &nbsp; ")
                + (links.hasRunbooks() ? link(runbook, "Runbook") : "Runbook: " + escape(runbook))
                + " &nbsp; Alert " + escape(alert.fingerprint());
    }

    private static String link(String address, String name) {
        return "<a href=\"" + escape(address) + "\" style=\"color:#1a5fb4\">" + name + "</a>";
    }

    private static String row(String name, String html) {
        return html.isBlank() ? "" : ROW.formatted(name, html);
    }

    private static String badge(Alert alert, String standing) {
        return "<span style=\"background:" + colour(alert)
                + ";color:#ffffff;font-size:12px;padding:2px 8px;border-radius:3px\">" + escape(standing) + "</span>";
    }

    private static String colour(Alert alert) {
        if (alert.state() == AlertState.RESOLVED) {
            return "#2e7d32";
        }
        return switch (alert.symptom().severity()) {
            case CRITICAL -> "#c62828";
            case WARNING -> "#b45f06";
            case INFO -> "#546e7a";
        };
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "?");
    }
}
