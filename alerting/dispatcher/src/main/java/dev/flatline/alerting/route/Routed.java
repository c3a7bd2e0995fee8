package dev.flatline.alerting.route;

import dev.flatline.alerting.mute.Announcement;

/**
 * An announcement on its way.
 *
 * @param channel name of the channel it goes to
 * @param announcement what to tell there
 */
public record Routed(String channel, Announcement announcement) {}
