package dev.flatline.alerting.notify.email;

import dev.flatline.alert.Alert;
import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.notify.Digest;
import dev.flatline.alerting.notify.Facts;
import dev.flatline.alerting.notify.Links;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.console.Fields;
import java.util.stream.Collectors;

/**
 * Messages as plain text.
 *
 * @param links where people can read on
 */
record MailText(Links links) {

    String of(Message message) {
        return message.isDigest() ? digest(new Digest(message.announcements())) : one(message.first());
    }

    private String one(Announcement announcement) {
        Alert alert = announcement.alert();
        Facts facts = new Facts(alert);
        Fields fields = new Fields().text("What", facts.what()).text("Since", facts.since());
        if (announcement.muted()) {
            fields.text("Cause", "the same as of " + announcement.explanation());
        } else if (!announcement.resolved()) {
            fields.text("Where", facts.where())
                    .text("Evidence", facts.evidence())
                    .text("Cause", facts.cause())
                    .text("Sure", facts.confidence())
                    .verbatim("Fix", facts.fix());
        }
        fields.verbatim("Dashboard", links.dashboard(alert))
                .verbatim("Runbook", links.runbook(alert))
                .text("Alert", alert.fingerprint());
        return Fields.printable(facts.standing() + "  " + facts.headline()) + "\n\n" + fields;
    }

    private String digest(Digest digest) {
        String lines = digest.lines().stream()
                .map(line -> Fields.printable(line.title()) + "\n   " + Fields.printable(line.where()))
                .collect(Collectors.joining("\n\n"));
        Alert example = digest.lines().get(0).example();
        Fields links = new Fields()
                .verbatim("Dashboard", this.links.dashboard(example))
                .verbatim("Runbook", this.links.runbook(example));
        return digest.headline() + "\n\n" + lines + "\n\n" + links;
    }
}
