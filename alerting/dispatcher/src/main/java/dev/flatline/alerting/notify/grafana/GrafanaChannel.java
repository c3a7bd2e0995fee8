package dev.flatline.alerting.notify.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flatline.alert.Alert;
import dev.flatline.alerting.configure.Rate;
import dev.flatline.alerting.configure.Secret;
import dev.flatline.alerting.configure.Section;
import dev.flatline.alerting.notify.Channel;
import dev.flatline.alerting.notify.ChannelType;
import dev.flatline.alerting.notify.Excerpt;
import dev.flatline.alerting.notify.Facts;
import dev.flatline.alerting.notify.Links;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.Outcome;
import dev.flatline.alerting.notify.http.Answer;
import dev.flatline.alerting.notify.http.HttpSender;
import dev.flatline.alerting.notify.http.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Marks each episode on a dashboard. The receipt is the annotation's id; when it is not known the end is marked by
 * itself. Times are those of the trainer's clock, as in the metrics.
 */
public final class GrafanaChannel implements Channel {

    public static final ChannelType TYPE =
            new ChannelType("grafana", new Rate(10, Duration.ofSeconds(1)), GrafanaChannel::read);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int TEXT = 4_000;

    private final Settings settings;
    private final HttpSender sender = new HttpSender(TIMEOUT);

    private GrafanaChannel(Settings settings) {
        this.settings = settings;
    }

    private record Settings(URI url, Secret token, String dashboard) {}

    private static Supplier<Channel> read(Section section, Links links) {
        URI url = section.address("url", "");
        Secret token = section.secrets().required("token");
        String dashboard = section.text("dashboard", "flatline-run");
        return () -> new GrafanaChannel(new Settings(url, token, dashboard));
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public Outcome deliver(Message message) {
        Alert alert = message.first().alert();
        if (message.first().repeat() > 0) {
            return new Outcome.Delivered(message.receipt().orElse(""));
        }
        if (!message.first().resolved() || message.receipt().isEmpty()) {
            return begin(alert);
        }
        return end(alert, message.receipt().get());
    }

    private Outcome begin(Alert alert) {
        Answer answer = send("POST", "", annotation(alert));
        Outcome outcome = answer.outcome("Grafana");
        return outcome instanceof Outcome.Delivered
                ? new Outcome.Delivered(Json.read(answer.body()).path("id").asText(""))
                : outcome;
    }

    /** Somebody who took the annotation away does not want its end either. */
    private Outcome end(Alert alert, String id) {
        ObjectNode change = Json.object().put("timeEnd", alert.timeMillis()).put("text", text(alert));
        Answer answer = send("PATCH", "/" + id, change);
        return answer.status() == 404 ? new Outcome.Delivered() : answer.outcome("Grafana");
    }

    private Answer send(String method, String path, ObjectNode body) {
        return sender.send(HttpRequest.newBuilder(URI.create(settings.url() + "/api/annotations" + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + settings.token().value())
                .method(method, BodyPublishers.ofByteArray(Json.bytes(body)))
                .build());
    }

    private ObjectNode annotation(Alert alert) {
        ObjectNode node = Json.object();
        node.put("dashboardUID", settings.dashboard());
        node.put("time", alert.timeMillis());
        node.put("text", text(alert));
        ArrayNode tags = node.putArray("tags");
        tags.add("flatline").add(alert.symptom().kind());
        tags.add(alert.symptom().severity().label()).add(alert.run().id());
        return node;
    }

    private static String text(Alert alert) {
        Facts facts = new Facts(alert);
        String cause = facts.cause().isEmpty() ? "" : "\nCause (" + facts.confidence() + "): " + facts.cause();
        return Excerpt.of(
                facts.standing() + " " + facts.headline() + "\n" + facts.what() + "\nSince " + facts.since() + cause,
                TEXT);
    }
}
