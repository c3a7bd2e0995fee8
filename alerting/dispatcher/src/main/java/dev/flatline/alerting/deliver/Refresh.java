package dev.flatline.alerting.deliver;

import dev.flatline.alerting.deliver.Courier.Office;
import dev.flatline.alerting.ledger.Entry;
import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.notify.Channel;
import dev.flatline.alerting.notify.Destination;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells a receiver that wants it all that fires, and for five minutes all that has resolved, again and again. It needs no
 * ledger: what does not arrive comes the next time.
 */
final class Refresh {

    private static final long RESOLVED_MILLIS = Duration.ofMinutes(5).toMillis();

    private final Destination destination;
    private final Office office;
    private long toldMillis;

    Refresh(Destination destination, Office office) {
        this.destination = destination;
        this.office = office;
        this.toldMillis = office.context().millis();
    }

    boolean isDue(long now) {
        long every = destination.channel().refreshEvery().toMillis();
        return every > 0 && now - toldMillis >= every;
    }

    void step(long now) {
        if (!isDue(now)) {
            return;
        }
        toldMillis = now;
        List<Announcement> announcements = new ArrayList<>();
        office.book().toldOver(destination.name(), now - RESOLVED_MILLIS).stream()
                .map(Entry::announcement)
                .forEach(announcements::add);
        office.book().told(destination.name()).stream()
                .map(Entry::announcement)
                .filter(each -> !office.context().isOver(each.alert()))
                .forEach(announcements::add);
        tell(announcements);
    }

    private void tell(List<Announcement> announcements) {
        Channel channel = destination.channel();
        for (int from = 0; from < announcements.size(); from += channel.most()) {
            List<Announcement> part =
                    announcements.subList(from, Math.min(announcements.size(), from + channel.most()));
            Outcome outcome = channel.deliver(new Message("refresh", part, Map.of()));
            if (outcome instanceof Outcome.Retryable retryable) {
                office.watcher().retried(destination.name(), retryable.reason());
                return;
            }
        }
    }
}
