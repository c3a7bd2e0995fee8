package dev.flatline.alerting.notify.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flatline.alerting.configure.Secret;
import dev.flatline.alerting.notify.Excerpt;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.Outcome;
import dev.flatline.alerting.notify.http.Answer;
import dev.flatline.alerting.notify.http.HttpSender;
import dev.flatline.alerting.notify.http.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** Slack's incoming webhook: its address is its secret, and it answers in a word. */
final class IncomingWebhook implements SlackDoor {

    private final Secret url;
    private final HttpSender sender;

    IncomingWebhook(Secret url, Duration timeout) {
        this.url = url;
        this.sender = new HttpSender(timeout);
    }

    @Override
    public Outcome post(ObjectNode body, Message message) {
        Answer answer = sender.send(HttpRequest.newBuilder(URI.create(url.value()))
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                .build());
        Outcome outcome = answer.outcome("Slack's webhook");
        return outcome instanceof Outcome.Rejected rejected && !answer.body().isBlank()
                ? new Outcome.Rejected(rejected.reason() + ": " + Excerpt.of(answer.body(), 100))
                : outcome;
    }
}
