package dev.flatline.alerting.notify.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flatline.alerting.configure.Secret;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.Outcome;
import dev.flatline.alerting.notify.http.Answer;
import dev.flatline.alerting.notify.http.HttpSender;
import dev.flatline.alerting.notify.http.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Set;

/**
 * Slack's Web API as a bot with the right {@code chat:write}.
 *
 * <p>The receipt of a post is its channel and time stamp, and a star behind them if it told of several episodes. When the
 * one episode of a post is over the post is changed; of several, an answer is put under it.
 */
final class Bot implements SlackDoor {

    private static final Set<String> WORTH_ANOTHER_ATTEMPT = Set.of(
            "ratelimited",
            "rate_limited",
            "internal_error",
            "fatal_error",
            "service_unavailable",
            "request_timeout",
            "team_added_to_org");

    private final Identity identity;
    private final HttpSender sender;

    Bot(Identity identity, Duration timeout) {
        this.identity = identity;
        this.sender = new HttpSender(timeout);
    }

    /** Who posts, where, and through which server. */
    record Identity(Secret token, String channel, URI api) {}

    @Override
    public Outcome post(ObjectNode body, Message message) {
        String receipt = message.isDigest() ? "" : message.receipt().orElse("");
        String[] place = receipt.split(" ", -1);
        if (place.length < 2) {
            return call("chat.postMessage", body.put("channel", identity.channel()), message);
        }
        body.put("channel", place[0]);
        boolean alone = place.length == 2;
        return alone && message.first().resolved()
                ? call("chat.update", body.put("ts", place[1]), message)
                : call("chat.postMessage", body.put("thread_ts", place[1]), message);
    }

    private Outcome call(String method, ObjectNode body, Message message) {
        Answer answer = sender.send(HttpRequest.newBuilder(URI.create(identity.api() + "/" + method))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Authorization", "Bearer " + identity.token().value())
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                .build());
        Outcome outcome = answer.outcome("Slack");
        return outcome instanceof Outcome.Delivered ? outcome(answer, message) : outcome;
    }

    private static Outcome outcome(Answer answer, Message message) {
        JsonNode said = Json.read(answer.body());
        if (said.path("ok").asBoolean()) {
            String place = said.path("channel").asText() + " " + said.path("ts").asText();
            return new Outcome.Delivered(message.isDigest() ? place + " *" : place);
        }
        if (!answer.isComplete() || !said.has("error")) {
            return new Outcome.Retryable("Slack's answer cannot be read: "
                    + (answer.isComplete() ? "it is not what its interface gives" : answer.failure()));
        }
        String error = said.path("error").asText();
        return WORTH_ANOTHER_ATTEMPT.contains(error)
                ? new Outcome.Retryable("Slack says " + error)
                : new Outcome.Rejected("Slack says " + error);
    }
}
