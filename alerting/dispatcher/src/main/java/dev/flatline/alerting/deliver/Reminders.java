package dev.flatline.alerting.deliver;

import dev.flatline.alert.Alert;
import dev.flatline.alerting.deliver.Courier.Office;
import dev.flatline.alerting.ledger.Entry;
import dev.flatline.alerting.route.Telling;
import java.util.List;

/** Says again that something still fires, once its repeat interval has passed; looks once a second. */
final class Reminders {

    private static final long LOOK_MILLIS = 1_000;

    private final String channel;
    private final Office office;
    private long lookedMillis = Long.MIN_VALUE / 2;

    Reminders(String channel, Office office) {
        this.channel = channel;
        this.office = office;
    }

    /** Reminders that are due, entered in the book; a crash may cost one, which then comes an interval later. */
    List<Letter> due(long now) {
        if (now - lookedMillis < LOOK_MILLIS) {
            return List.of();
        }
        lookedMillis = now;
        return office.book().told(channel).stream()
                .filter(entry -> isDue(entry, now))
                .map(entry -> again(entry, now))
                .toList();
    }

    private boolean isDue(Entry entry, long now) {
        Alert alert = entry.announcement().alert();
        Telling telling = office.context().telling(channel, alert);
        long interval = telling.repeatInterval().toMillis();
        return interval > 0
                && !entry.announcement().muted()
                && now - entry.changedMillis() >= interval
                && !office.context().isSilenced(alert, now)
                && !office.context().isOver(alert);
    }

    private Letter again(Entry entry, long now) {
        Entry reminder =
                new Entry(channel, entry.announcement().again(), Entry.State.WAITING, "", now, now, entry.note());
        office.book().put(reminder);
        return Letter.of(
                reminder, office.context().telling(channel, entry.announcement().alert()));
    }
}
