package dev.flatline.alerting.deliver;

import dev.flatline.alerting.deliver.Courier.Office;
import dev.flatline.alerting.mute.Announcement;

/**
 * How it stands around one channel.
 *
 * <p>In a window nothing is told. A silence holds back that something fires; that it is over is told to whoever was told
 * that it fires.
 */
record Standing(String channel, Office office) implements Circumstances {

    @Override
    public boolean holdsBack(Letter letter, long nowMillis) {
        Announcement announcement = letter.announcement();
        return office.context().windows().anyHolds(letter.telling().windows(), nowMillis)
                || (!announcement.resolved() && office.context().isSilenced(announcement.alert(), nowMillis));
    }

    @Override
    public boolean wasTold(String episode) {
        return office.book().knows(channel, episode);
    }
}
