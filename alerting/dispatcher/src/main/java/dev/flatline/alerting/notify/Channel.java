package dev.flatline.alerting.notify;

import java.time.Duration;

/**
 * One way to reach people.
 *
 * <p>A channel makes one attempt and says how it ended; it never throws and never tries again by itself. Any number in
 * an alert may be NaN or infinite, any list or map empty.
 */
public interface Channel {

    /** The most announcements that one message may hold; 1 for a channel that tells of each episode by itself. */
    int most();

    Outcome deliver(Message message);

    /** How often the receiver wants to be told again of all that fires; zero for never. */
    default Duration refreshEvery() {
        return Duration.ZERO;
    }
}
