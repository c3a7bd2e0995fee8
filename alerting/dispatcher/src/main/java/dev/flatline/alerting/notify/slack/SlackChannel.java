package dev.flatline.alerting.notify.slack;

import dev.flatline.alerting.configure.Rate;
import dev.flatline.alerting.configure.Secret;
import dev.flatline.alerting.configure.Section;
import dev.flatline.alerting.notify.Channel;
import dev.flatline.alerting.notify.ChannelType;
import dev.flatline.alerting.notify.Links;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Posts to Slack. An incoming webhook can only post; a bot also changes its post when the episode is over. */
public final class SlackChannel implements Channel {

    public static final ChannelType TYPE = new ChannelType("slack", Rate.FOR_PEOPLE, SlackChannel::read);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MOST = 1_000;

    private final SlackText text;
    private final SlackDoor door;

    SlackChannel(SlackText text, SlackDoor door) {
        this.text = text;
        this.door = door;
    }

    private static Supplier<Channel> read(Section section, Links links) {
        @Nullable Secret webhook = section.secrets().optional("webhook-url");
        @Nullable Secret token = section.secrets().optional("bot-token");
        String channel = section.text("channel", "");
        URI api = section.address("api-url", "https://slack.com/api");
        Duration timeout = section.wait("timeout", TIMEOUT);
        if ((webhook == null) == (token == null)) {
            section.complain(
                    "type",
                    "must have either a webhook, given by webhook-url-file or webhook-url-env, or a bot's token, given"
                            + " by bot-token-file or bot-token-env");
        }
        if (token != null && channel.isEmpty()) {
            section.complain("type", "posts as a bot and must say where to: channel, such as C0123ABCD");
        }
        return () -> new SlackChannel(
                new SlackText(links),
                token == null
                        ? new IncomingWebhook(java.util.Objects.requireNonNull(webhook), timeout)
                        : new Bot(new Bot.Identity(token, channel, api), timeout));
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Outcome deliver(Message message) {
        return door.post(text.of(message), message);
    }
}
