package dev.flatline.alerting.notify.pagerduty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flatline.alert.Alert;
import dev.flatline.alert.Figures;
import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.notify.Excerpt;
import dev.flatline.alerting.notify.Facts;
import dev.flatline.alerting.notify.Links;
import dev.flatline.alerting.notify.http.Json;
import java.time.Instant;

/**
 * Announcements as events of PagerDuty's Events API version 2, within its limits: 1,024 characters of summary, 255 of
 * deduplication key, 512 KB in all.
 *
 * @param links where people can read on
 */
record PagerDutyEvent(Links links) {

    private static final int SUMMARY = 1_024;
    private static final int TEXT = 4_000;

    /** The event, without the key of whom it is for. */
    ObjectNode of(Announcement announcement) {
        ObjectNode event = Json.object();
        event.put("event_action", announcement.resolved() ? "resolve" : "trigger");
        event.put("dedup_key", Excerpt.of("flatline/" + announcement.episode(), 255));
        if (!announcement.resolved()) {
            addPayload(event.putObject("payload"), announcement.alert());
            addLinks(event, announcement.alert());
        }
        return event;
    }

    private static void addPayload(ObjectNode payload, Alert alert) {
        Facts facts = new Facts(alert);
        payload.put("summary", Excerpt.of(facts.headline() + ": " + facts.what(), SUMMARY));
        payload.put(
                "source",
                Excerpt.of(
                        alert.run().name().isBlank() ? "flatline" : alert.run().name(), SUMMARY));
        payload.put("severity", alert.symptom().severity().label());
        payload.put("timestamp", Instant.ofEpochMilli(alert.timeMillis()).toString());
        payload.put("component", Excerpt.of(facts.where(), SUMMARY));
        payload.put("group", Excerpt.of(alert.run().name(), SUMMARY));
        payload.put("class", alert.title());
        addDetails(payload.putObject("custom_details"), alert);
    }

    private static void addDetails(ObjectNode details, Alert alert) {
        Facts facts = new Facts(alert);
        details.put("since", facts.since());
        details.put("likely cause", Excerpt.of(facts.cause(), TEXT));
        details.put("confidence", facts.confidence());
        details.put("fix", Excerpt.of(facts.fix(), TEXT));
        ObjectNode evidence = details.putObject("evidence");
        alert.symptom().evidence().forEach((name, value) -> evidence.put(Figures.words(name), Figures.show(value)));
    }

    private void addLinks(ObjectNode event, Alert alert) {
        event.put("client", "Flatline");
        String dashboard = links.dashboard(alert);
        if (!dashboard.isEmpty()) {
            event.put("client_url", dashboard);
        }
        if (links.hasRunbooks()) {
            event.putArray("links")
                    .addObject()
                    .put("href", links.runbook(alert))
                    .put("text", "Runbook");
        }
    }
}
