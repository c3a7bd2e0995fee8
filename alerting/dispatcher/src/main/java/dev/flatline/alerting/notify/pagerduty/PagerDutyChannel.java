package dev.flatline.alerting.notify.pagerduty;

import dev.flatline.alerting.configure.Rate;
import dev.flatline.alerting.configure.Secret;
import dev.flatline.alerting.configure.Section;
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
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Triggers an incident for each episode and resolves it. Each event has its episode as its deduplication key, so that
 * one sent twice is one.
 */
public final class PagerDutyChannel implements Channel {

    /** What PagerDuty takes is 120 events a minute for an integration. */
    public static final ChannelType TYPE =
            new ChannelType("pagerduty", new Rate(120, Duration.ofMinutes(1)), PagerDutyChannel::read);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Secret key;
    private final URI url;
    private final PagerDutyEvent event;
    private final HttpSender sender;

    private PagerDutyChannel(Secret key, URI url, Links links) {
        this.key = key;
        this.url = url;
        this.event = new PagerDutyEvent(links);
        this.sender = new HttpSender(TIMEOUT);
    }

    private static Supplier<Channel> read(Section section, Links links) {
        Secret key = section.secrets().required("routing-key");
        URI url = section.address("url", "https://events.pagerduty.com/v2/enqueue");
        return () -> new PagerDutyChannel(key, url, links);
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public Outcome deliver(Message message) {
        Answer answer = sender.send(HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(
                        Json.bytes(event.of(message.first()).put("routing_key", key.value()))))
                .build());
        Outcome outcome = answer.outcome("PagerDuty");
        return outcome instanceof Outcome.Rejected rejected && !answer.body().isBlank()
                ? new Outcome.Rejected(rejected.reason() + ": " + reason(answer))
                : outcome;
    }

    private static String reason(Answer answer) {
        return Excerpt.of(Json.read(answer.body()).path("errors").toString(), 200);
    }
}
