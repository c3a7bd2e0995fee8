package dev.flatline.alerting.notify.alertmanager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.alerting.notify.Excerpt;
import dev.flatline.alerting.notify.Facts;
import dev.flatline.alerting.notify.Links;
import dev.flatline.alerting.notify.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Alerts as Alertmanager's API version 2 wants them.
 *
 * <p>Labels: {@code alertname} ({@code FlatlineOutputCollapse}), {@code run}, {@code kind}, {@code variant}, {@code
 * severity}, and each tag as {@code tag_…}. One that fires ends, as far as Alertmanager knows, some minutes from now: if
 * it is not told again it takes it to be over.
 *
 * @param links where people can read on
 * @param valid how long one that fires holds without being told again
 */
record AlertmanagerAlert(Links links, Duration valid) {

    private static final int TEXT = 4_000;

    ObjectNode of(Alert alert, Instant now) {
        ObjectNode node = Json.object();
        addLabels(node.putObject("labels"), alert);
        addAnnotations(node.putObject("annotations"), alert);
        Instant changed = Instant.ofEpochMilli(alert.timeMillis());
        Instant past = changed.isAfter(now) ? now : changed;
        if (alert.state() == AlertState.RESOLVED) {
            node.put("endsAt", past.toString());
        } else {
            node.put("startsAt", past.toString());
            node.put("endsAt", now.plus(valid).toString());
        }
        String dashboard = links.dashboard(alert);
        if (!dashboard.isEmpty()) {
            node.put("generatorURL", dashboard);
        }
        return node;
    }

    private static void addLabels(ObjectNode labels, Alert alert) {
        alert.run().tags().forEach((key, value) -> add(labels, "tag_" + key.replaceAll("[^a-zA-Z0-9_]", "_"), value));
        add(labels, "alertname", "Flatline" + camel(alert.symptom().kind()));
        add(labels, "run", alert.run().id());
        add(labels, "kind", alert.symptom().kind());
        add(labels, "variant", alert.symptom().variant());
        add(labels, "severity", alert.symptom().severity().label());
    }

    /** An empty label is none, and Alertmanager refuses what is no UTF-8 text. */
    private static void add(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }

    private void addAnnotations(ObjectNode annotations, Alert alert) {
        Facts facts = new Facts(alert);
        add(annotations, "summary", facts.headline());
        add(annotations, "description", facts.what());
        add(annotations, "since", facts.since());
        add(annotations, "layers", facts.where());
        add(annotations, "evidence", facts.evidence());
        add(annotations, "cause", Excerpt.of(facts.cause(), TEXT));
        add(annotations, "confidence", facts.confidence());
        add(annotations, "fix", Excerpt.of(facts.fix(), TEXT));
        add(annotations, "dashboard", links.dashboard(alert));
        add(annotations, "runbook", links.runbook(alert));
        add(annotations, "alert", alert.fingerprint());
    }

    private static String camel(String kind) {
        StringBuilder name = new StringBuilder();
        for (String word : kind.split("[^a-zA-Z0-9]+", -1)) {
            if (!word.isEmpty()) {
                name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return name.toString();
    }
}
