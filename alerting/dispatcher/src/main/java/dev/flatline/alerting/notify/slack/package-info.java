/**
 * Alerts for a channel of Slack, through an incoming webhook or as a bot.
 *
 * <p>In: messages. Out: a post each; as a bot, the post of an episode is changed when it resolves.
 */
@NullMarked
package dev.flatline.alerting.notify.slack;

import org.jspecify.annotations.NullMarked;
