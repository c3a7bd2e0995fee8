package dev.flatline.alerting.notify.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.notify.Digest;
import dev.flatline.alerting.notify.Excerpt;
import dev.flatline.alerting.notify.Facts;
import dev.flatline.alerting.notify.Links;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.http.Json;
import java.util.List;

/**
 * Messages in Slack's Block Kit, within its limits: 3,000 characters in a section, 150 in a header, 50 blocks.
 *
 * @param links where people can read on
 */
record SlackText(Links links) {

    private static final int HEADER = 150;
    private static final int SECTION = 3_000;
    private static final int LINES = 20;

    /** The body of a post: a line for notifications, and a coloured block for the screen. */
    ObjectNode of(Message message) {
        ObjectNode body = Json.object();
        body.put("text", Excerpt.of(escape(summary(message)), SECTION));
        ObjectNode attachment = body.putArray("attachments").addObject();
        attachment.put("color", colour(message));
        ArrayNode blocks = attachment.putArray("blocks");
        if (message.isDigest()) {
            addDigest(blocks, message);
        } else {
            addOne(blocks, message.first());
        }
        return body;
    }

    private static String summary(Message message) {
        if (message.isDigest()) {
            return new Digest(message.announcements()).headline();
        }
        Facts facts = new Facts(message.first().alert());
        return facts.standing() + ": " + facts.headline();
    }

    private static String colour(Message message) {
        Alert worst = message.isDigest()
                ? new Digest(message.announcements()).lines().get(0).example()
                : message.first().alert();
        if (worst.state() == AlertState.RESOLVED) {
            return "#2e7d32";
        }
        return switch (worst.symptom().severity()) {
            case CRITICAL -> "#c62828";
            case WARNING -> "#ef8f00";
            case INFO -> "#546e7a";
        };
    }

    private void addOne(ArrayNode blocks, Announcement announcement) {
        Facts facts = new Facts(announcement.alert());
        String reminder = announcement.repeat() > 0 ? " (still firing)" : "";
        addHeader(blocks, facts.standing() + "  " + facts.headline() + reminder);
        addSection(blocks, "", facts.what());
        addSection(blocks, "Since", facts.since());
        if (announcement.muted()) {
            addSection(blocks, "Cause", "the same as of " + announcement.explanation());
        } else if (!announcement.resolved()) {
            addSection(blocks, "Where", facts.where());
            addSection(blocks, "Evidence", facts.evidence());
            addSection(blocks, "Likely cause (" + facts.confidence() + ")", facts.cause());
            addCode(blocks, facts.fix());
        }
        addLinks(blocks, announcement.alert());
    }

    private void addDigest(ArrayNode blocks, Message message) {
        Digest digest = new Digest(message.announcements());
        addHeader(blocks, digest.headline());
        List<Digest.Line> lines = digest.lines();
        lines.stream().limit(LINES).forEach(line -> {
            addSection(blocks, line.title(), line.where());
        });
        if (lines.size() > LINES) {
            addSection(blocks, "", "and " + (lines.size() - LINES) + " other kinds of alerts");
        }
        Facts facts = new Facts(lines.get(0).example());
        addSection(blocks, "Likely cause in " + lines.get(0).runs().get(0), facts.cause());
        addLinks(blocks, lines.get(0).example());
    }

    private static void addHeader(ArrayNode blocks, String text) {
        ObjectNode header = blocks.addObject().put("type", "header");
        header.putObject("text").put("type", "plain_text").put("text", Excerpt.of(text, HEADER));
    }

    private static void addSection(ArrayNode blocks, String name, String text) {
        if (!text.isBlank()) {
            addMarkdown(blocks, (name.isEmpty() ? "" : "*" + escape(name) + "*\n") + escape(text));
        }
    }

    private static void addCode(ArrayNode blocks, String code) {
        if (!code.isBlank()) {
            addMarkdown(blocks, "*Fix*\n```" + Excerpt.of(escape(code.replace("```", "'''")), SECTION - 20) + "```");
        }
    }

    private static void addMarkdown(ArrayNode blocks, String markdown) {
        ObjectNode section = blocks.addObject().put("type", "section");
        section.putObject("text").put("type", "mrkdwn").put("text", Excerpt.of(markdown, SECTION));
    }

    private void addLinks(ArrayNode blocks, Alert alert) {
        String dashboard = links.dashboard(alert);
        String runbook = links.runbook(alert);
        String text = (dashboard.isEmpty() ? "" : "<" + dashboard + "|Dashboard>   ")
                + (links.hasRunbooks() ? "<" + runbook + "|Runbook>" : "Runbook: " + escape(runbook))
                + "   Alert " + escape(alert.fingerprint());
        ObjectNode context = blocks.addObject().put("type", "context");
        context.putArray("elements").addObject().put("type", "mrkdwn").put("text", Excerpt.of(text, SECTION));
    }

    /** Slack's own three escapes; with them no text can mention people or make links. */
    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
