package dev.flatline.alerting.notify;

import static java.util.function.Function.identity;

import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.notify.Deliveries.Event;
import dev.flatline.alerting.notify.Outcome.Delivered;
import dev.flatline.alerting.notify.Outcome.Rejected;
import dev.flatline.alerting.notify.Outcome.Retryable;
import dev.flatline.alerting.route.Routed;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands announcements to their channels, and is the one place that tries again. */
public final class Notification {

    private static final Logger LOG = LoggerFactory.getLogger(Notification.class);

    private final Map<String, Channel> channels;
    private final Retries retries;
    private final Deliveries deliveries;

    public Notification(List<Channel> channels, Retries retries, Deliveries deliveries) {
        this.channels = channels.stream().collect(Collectors.toUnmodifiableMap(Channel::name, identity()));
        this.retries = retries;
        this.deliveries = deliveries;
    }

    /**
     * How to try again.
     *
     * @param backoff the pauses
     * @param pause how to wait
     */
    public record Retries(Backoff backoff, Pause pause) {}

    /** Delivers one announcement; the outcome of the last attempt. */
    public Outcome send(Routed routed) {
        Channel channel = channels.get(routed.channel());
        if (channel == null) {
            throw new IllegalStateException(
                    "a route leads to channel " + routed.channel() + ", but the channels are " + channels.keySet());
        }
        Outcome outcome = attempt(channel, routed.announcement());
        record(channel, routed.announcement(), outcome);
        return outcome;
    }

    private Outcome attempt(Channel channel, Announcement announcement) {
        Iterator<Duration> pauses = retries.backoff().pauses().iterator();
        Outcome outcome = channel.deliver(announcement);
        while (outcome instanceof Retryable retryable && pauses.hasNext()) {
            if (!retries.pause().waitFor(Backoff.longer(pauses.next(), retryable.notBefore()))) {
                return outcome;
            }
            deliveries.count(channel.name(), Event.RETRIED);
            outcome = channel.deliver(announcement);
        }
        return outcome;
    }

    private void record(Channel channel, Announcement announcement, Outcome outcome) {
        if (outcome instanceof Delivered) {
            deliveries.count(channel.name(), Event.DELIVERED);
        } else if (outcome instanceof Rejected rejected) {
            deliveries.count(channel.name(), Event.REJECTED);
            warn("was refused", channel, announcement, rejected.reason());
        } else if (outcome instanceof Retryable retryable) {
            deliveries.count(channel.name(), Event.GIVEN_UP);
            warn("could not be delivered", channel, announcement, retryable.reason());
        }
    }

    private static void warn(String what, Channel channel, Announcement announcement, String reason) {
        LOG.warn(
                "Alert {} of run {} {} by channel {}: {}",
                announcement.alert().title(),
                announcement.alert().run().name(),
                what,
                channel.name(),
                reason);
    }
}
