package dev.flatline.alerting.notify;

import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.alerting.notify.webhook.WebhookSettings;
import org.jspecify.annotations.Nullable;

/**
 * The settings of every channel; {@code null} for a channel that is not wanted.
 *
 * @param console text for a person at a terminal
 * @param webhook JSON for a program behind a URL
 */
public record ChannelSettings(
        @Nullable ConsoleSettings console, @Nullable WebhookSettings webhook) {}
