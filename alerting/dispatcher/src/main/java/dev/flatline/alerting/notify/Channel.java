package dev.flatline.alerting.notify;

import dev.flatline.alerting.mute.Announcement;

/**
 * One way to reach people.
 *
 * <p>A channel makes one attempt and says how it ended; it never throws and never tries again by itself. Any number in
 * an alert may be NaN or infinite, any list or map empty.
 */
public interface Channel {

    /** As used in routes and counters: lower case, such as {@code webhook}. */
    String name();

    Outcome deliver(Announcement announcement);
}
