package dev.flatline.alerting.notify.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flatline.alert.AlertCodec;
import dev.flatline.alerting.configure.Rate;
import dev.flatline.alerting.configure.Secret;
import dev.flatline.alerting.configure.Section;
import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.notify.Channel;
import dev.flatline.alerting.notify.ChannelType;
import dev.flatline.alerting.notify.Links;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.Outcome;
import dev.flatline.alerting.notify.http.HttpSender;
import dev.flatline.alerting.notify.http.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Posts alerts as JSON, each in the form of {@link AlertCodec}, as <a href="https://www.standardwebhooks.com">Standard
 * Webhooks</a> lays down: type, time and data in the body; id, time and signature in headers.
 *
 * <p>The headers {@code webhook-id} and {@code Idempotency-Key} are the same for every attempt at one message, so that a
 * receiver can tell a repetition.
 */
public final class WebhookChannel implements Channel {

    public static final ChannelType TYPE =
            new ChannelType("webhook", new Rate(10, Duration.ofSeconds(1)), WebhookChannel::read);

    private static final int MOST = 50;

    private final WebhookSettings settings;
    private final Links links;
    private final HttpSender sender;
    private final Clock clock = Clock.systemUTC();

    public WebhookChannel(WebhookSettings settings, Links links) {
        this.settings = settings;
        this.links = links;
        this.sender = new HttpSender(settings.timeout());
    }

    private static Supplier<Channel> read(Section section, Links links) {
        Secret url = section.secrets().required("url");
        List<Secret> keys = section.secrets().several("signing-key");
        Duration timeout = section.wait("timeout", WebhookSettings.TIMEOUT);
        if (keys.stream().anyMatch(key -> !Signature.isKey(key.value()))) {
            section.complain(
                    "signing-key-files",
                    "names a file without a key; a key is whsec_ and then at least 16 bytes in base64");
        }
        return () -> new WebhookChannel(new WebhookSettings(url, keys, timeout), links);
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Outcome deliver(Message message) {
        return sender.send(request(message)).outcome(settings.toString());
    }

    private HttpRequest request(Message message) {
        Instant now = clock.instant();
        byte[] body = Json.bytes(body(message, now));
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.address())
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", message.key())
                .header("webhook-id", message.key())
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .POST(BodyPublishers.ofByteArray(body));
        if (!settings.keys().isEmpty()) {
            request.header(
                    "webhook-signature", new Signature(settings.keys()).of(message.key(), now.getEpochSecond(), body));
        }
        return request.build();
    }

    private ObjectNode body(Message message, Instant now) {
        ObjectNode body = Json.object();
        body.put(
                "type",
                message.isDigest()
                        ? "alerts.digest"
                        : "alert." + message.first().alert().state().label());
        body.put("timestamp", now.toString());
        ArrayNode alerts = body.putObject("data").putArray("alerts");
        message.announcements().forEach(announcement -> alerts.add(alert(announcement)));
        return body;
    }

    private ObjectNode alert(Announcement announcement) {
        ObjectNode alert = (ObjectNode) Json.tree(AlertCodec.encode(announcement.alert()));
        if (announcement.muted()) {
            alert.put("explainedBy", announcement.explanation());
        }
        if (announcement.repeat() > 0) {
            alert.put("reminder", announcement.repeat());
        }
        String dashboard = links.dashboard(announcement.alert());
        if (!dashboard.isEmpty()) {
            alert.put("dashboard", dashboard);
        }
        alert.put("runbook", links.runbook(announcement.alert()));
        return alert;
    }
}
