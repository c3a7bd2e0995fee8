package dev.flatline.alerting.notify.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flatline.alerting.configure.Rate;
import dev.flatline.alerting.configure.Section;
import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.notify.Channel;
import dev.flatline.alerting.notify.ChannelType;
import dev.flatline.alerting.notify.Excerpt;
import dev.flatline.alerting.notify.Links;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.Outcome;
import dev.flatline.alerting.notify.http.Answer;
import dev.flatline.alerting.notify.http.HttpSender;
import dev.flatline.alerting.notify.http.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Posts to every instance of an Alertmanager, as Prometheus does: it is delivered when one of them has it, since they
 * tell each other. What fires, or was resolved within five minutes, is told again and again.
 */
public final class AlertmanagerChannel implements Channel {

    public static final ChannelType TYPE =
            new ChannelType("alertmanager", new Rate(10, Duration.ofSeconds(1)), AlertmanagerChannel::read);

    private static final int MOST = 64;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final List<URI> urls;
    private final Duration resend;
    private final AlertmanagerAlert form;
    private final HttpSender sender = new HttpSender(TIMEOUT);
    private final Clock clock = Clock.systemUTC();

    private AlertmanagerChannel(List<URI> urls, Duration resend, Links links) {
        this.urls = urls;
        this.resend = resend;
        this.form = new AlertmanagerAlert(links, resend.multipliedBy(4));
    }

    private static Supplier<Channel> read(Section section, Links links) {
        List<URI> urls = new ArrayList<>();
        for (String text : section.texts("urls", "an address such as http://alertmanager:9093")) {
            @Nullable URI url = Section.webAddress(text);
            if (url == null) {
                section.complain("urls", "has '" + text + "' in it; an address begins with http:// or https://");
            } else {
                urls.add(URI.create(url + "/api/v2/alerts"));
            }
        }
        if (urls.isEmpty()) {
            section.complain("urls", "must have urls, a list of at least one address such as http://alertmanager:9093");
        }
        Duration resend = section.wait("resend", Duration.ofMinutes(1));
        return () -> new AlertmanagerChannel(urls, resend, links);
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Duration refreshEvery() {
        return resend;
    }

    @Override
    public Outcome deliver(Message message) {
        byte[] body = body(message.announcements());
        List<Outcome> outcomes = urls.stream().map(url -> post(url, body)).toList();
        return outcomes.stream()
                .filter(Outcome.Delivered.class::isInstance)
                .findFirst()
                .or(() -> outcomes.stream()
                        .filter(Outcome.Retryable.class::isInstance)
                        .findFirst())
                .orElse(outcomes.get(0));
    }

    private Outcome post(URI url, byte[] body) {
        Answer answer = sender.send(HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build());
        Outcome outcome = answer.outcome("Alertmanager at " + url.getHost());
        return outcome instanceof Outcome.Rejected rejected
                ? new Outcome.Rejected(rejected.reason() + ": " + Excerpt.of(answer.body(), 200))
                : outcome;
    }

    /** Of alerts with the same labels the last counts, so that the end of one episode does not end the next. */
    private byte[] body(List<Announcement> announcements) {
        Instant now = clock.instant();
        Map<JsonNode, ObjectNode> byLabels = new LinkedHashMap<>();
        for (Announcement announcement : announcements) {
            ObjectNode alert = form.of(announcement.alert(), now);
            byLabels.put(alert.get("labels"), alert);
        }
        Collection<ObjectNode> alerts = byLabels.values();
        return Json.bytes(Json.object().arrayNode().addAll(alerts));
    }
}
