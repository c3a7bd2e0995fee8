package dev.flatline.alerting.route;

import dev.flatline.alerting.mute.Announcement;

/**
 * An announcement on its way.
 *
 * @param channel name of the channel it goes to
 * @param telling how it is told there
 * @param announcement what to tell
 */
public record Routed(String channel, Telling telling, Announcement announcement) {}
