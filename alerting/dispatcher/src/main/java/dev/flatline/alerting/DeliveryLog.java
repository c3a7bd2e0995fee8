package dev.flatline.alerting;

import dev.flatline.alert.Alert;
import dev.flatline.alerting.deliver.Desk;
import dev.flatline.alerting.deliver.Watcher;
import dev.flatline.alerting.ledger.Entry;
import dev.flatline.alerting.ledger.Entry.State;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what a person should know of deliveries: once when a channel fails, once when it works again. */
final class DeliveryLog implements Watcher {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);

    private final Watcher next;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    DeliveryLog(Watcher next) {
        this.next = next;
    }

    @Override
    public void opened(String channel, Supplier<Desk.Queue> queue) {
        next.opened(channel, queue);
    }

    @Override
    public void ended(Entry entry) {
        Alert alert = entry.announcement().alert();
        if (entry.state() == State.DELIVERED && failing.remove(entry.channel())) {
            LOG.info("Channel {} takes messages again", entry.channel());
        } else if (entry.state() == State.REJECTED || entry.state() == State.EXPIRED) {
            LOG.warn(
                    "Alert {} of run {} was not told on channel {}: {}",
                    alert.title(),
                    alert.run().name(),
                    entry.channel(),
                    entry.note());
        }
        next.ended(entry);
    }

    @Override
    public void retried(String channel, String reason) {
        if (failing.add(channel)) {
            LOG.warn("Channel {} does not take messages, which are kept and tried again: {}", channel, reason);
        }
        next.retried(channel, reason);
    }
}
