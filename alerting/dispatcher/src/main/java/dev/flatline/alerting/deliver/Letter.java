package dev.flatline.alerting.deliver;

import dev.flatline.alerting.ledger.Entry;
import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.route.Telling;

/**
 * An announcement in the outbox of a channel.
 *
 * @param entry how it stands with it
 * @param telling how it is to be told
 * @param freshMillis since when its age counts: when it was taken in, or was last held back on purpose
 */
record Letter(Entry entry, Telling telling, long freshMillis) {

    static Letter of(Entry entry, Telling telling) {
        return new Letter(entry, telling, entry.acceptedMillis());
    }

    Announcement announcement() {
        return entry.announcement();
    }

    String episode() {
        return announcement().episode();
    }

    Letter with(Entry newer) {
        return new Letter(newer, telling, freshMillis);
    }

    /** The same without what a digest leaves out anyway: a few hundred bytes. */
    Letter brief() {
        return with(entry.brief());
    }

    Letter heldAt(long millis) {
        return new Letter(entry, telling, millis);
    }
}
