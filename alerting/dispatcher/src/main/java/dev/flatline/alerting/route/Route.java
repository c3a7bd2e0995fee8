package dev.flatline.alerting.route;

import dev.flatline.alert.Severity;
import dev.flatline.alerting.mute.Announcement;

/**
 * What one channel gets.
 *
 * @param channel name of the channel
 * @param minimum alerts less severe than this are not sent
 * @param withMuted whether muted announcements are sent too, in their short form
 */
public record Route(String channel, Severity minimum, boolean withMuted) {

    boolean takes(Announcement announcement) {
        return announcement.alert().symptom().severity().atLeast(minimum) && (withMuted || !announcement.muted());
    }
}
