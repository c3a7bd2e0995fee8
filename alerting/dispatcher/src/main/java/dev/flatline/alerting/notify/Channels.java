package dev.flatline.alerting.notify;

import dev.flatline.alerting.notify.console.ConsoleChannel;
import dev.flatline.alerting.notify.webhook.WebhookChannel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The one list of channels: a new channel is a new class, its settings, and one line here. */
public final class Channels {

    private Channels() {}

    /** Every channel the settings ask for, the quickest first. */
    public static List<Channel> from(ChannelSettings settings) {
        return Stream.of(console(settings), webhook(settings))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Channel> console(ChannelSettings settings) {
        return Optional.ofNullable(settings.console()).map(ConsoleChannel::new);
    }

    private static Optional<Channel> webhook(ChannelSettings settings) {
        return Optional.ofNullable(settings.webhook()).map(WebhookChannel::new);
    }
}
