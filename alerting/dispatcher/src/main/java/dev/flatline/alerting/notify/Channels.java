package dev.flatline.alerting.notify;

import dev.flatline.alerting.notify.alertmanager.AlertmanagerChannel;
import dev.flatline.alerting.notify.console.ConsoleChannel;
import dev.flatline.alerting.notify.email.EmailChannel;
import dev.flatline.alerting.notify.grafana.GrafanaChannel;
import dev.flatline.alerting.notify.pagerduty.PagerDutyChannel;
import dev.flatline.alerting.notify.slack.SlackChannel;
import dev.flatline.alerting.notify.webhook.WebhookChannel;
import java.util.List;
import java.util.Optional;

/** The one list of channels: a new channel is a folder, and one line here. */
public final class Channels {

    private static final List<ChannelType> ALL = List.of(
            ConsoleChannel.TYPE,
            SlackChannel.TYPE,
            EmailChannel.TYPE,
            WebhookChannel.TYPE,
            PagerDutyChannel.TYPE,
            AlertmanagerChannel.TYPE,
            GrafanaChannel.TYPE);

    private Channels() {}

    /** Every type of channel. */
    public static List<ChannelType> all() {
        return ALL;
    }

    /** The type of that name. */
    public static Optional<ChannelType> named(String name) {
        return ALL.stream().filter(type -> type.name().equals(name)).findFirst();
    }
}
