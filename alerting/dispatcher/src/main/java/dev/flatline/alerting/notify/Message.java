package dev.flatline.alerting.notify;

import dev.flatline.alerting.mute.Announcement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a channel sends at once.
 *
 * @param key the same for every attempt, also after a restart, so that a receiver can tell a repetition
 * @param announcements at least one, in the order in which to tell them
 * @param receipts what the channel answered when it told that an episode fires, by the fingerprint of the episode
 */
public record Message(String key, List<Announcement> announcements, Map<String, String> receipts) {

    public Message {
        announcements = List.copyOf(announcements);
        receipts = Map.copyOf(receipts);
        if (announcements.isEmpty()) {
            throw new IllegalArgumentException("a message must announce something: " + key);
        }
    }

    /** A message of one announcement. */
    public static Message of(Announcement announcement) {
        return new Message(announcement.key(), List.of(announcement), Map.of());
    }

    public Announcement first() {
        return announcements.get(0);
    }

    public boolean isDigest() {
        return announcements.size() > 1;
    }

    /** What the channel answered when it told that the first announcement's episode fires; not empty if there. */
    public Optional<String> receipt() {
        return Optional.ofNullable(receipts.get(first().episode())).filter(receipt -> !receipt.isEmpty());
    }
}
