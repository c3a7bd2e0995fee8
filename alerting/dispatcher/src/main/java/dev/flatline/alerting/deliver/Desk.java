package dev.flatline.alerting.deliver;

import dev.flatline.alerting.deliver.Courier.Office;
import dev.flatline.alerting.ledger.Book;
import dev.flatline.alerting.ledger.Entry;
import dev.flatline.alerting.ledger.Ledger;
import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.mute.Announcement.Explanation;
import dev.flatline.alerting.notify.Destination;
import dev.flatline.alerting.route.Routed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what is to be told, once, and hands it to the couriers of the channels.
 *
 * <p>De-duplicates for each channel: what was taken in before is not again; the end of an episode goes only to whoever was
 * told its beginning; and a symptom is told in full where the alert that explains it was not told.
 */
public final class Desk {

    private final Office office;
    private volatile Map<String, Courier> couriers = Map.of();

    public Desk(Ledger ledger, Book book, Context context, Watcher watcher) {
        this.office = new Office(ledger, book, context, watcher);
    }

    /** Begins to work for these channels, with what is left undone of them. */
    public void open(Collection<Destination> destinations) {
        Map<String, Courier> opened = new LinkedHashMap<>();
        for (Destination destination : destinations) {
            Courier courier = new Courier(destination, office, new SplittableRandom());
            courier.resume(office.book().pending(destination.name()).stream()
                    .map(this::letter)
                    .toList());
            opened.put(destination.name(), courier);
        }
        couriers = opened;
        opened.keySet().forEach(channel -> office.watcher().opened(channel, () -> queue(channel)));
    }

    private Letter letter(Entry entry) {
        return Letter.of(
                entry,
                office.context().telling(entry.channel(), entry.announcement().alert()));
    }

    /** Takes it in; when this returns it is in the ledger, and no crash can lose it. */
    public void take(List<Routed> routed) {
        long now = office.context().millis();
        Set<String> known = new HashSet<>();
        List<Letter> letters = new ArrayList<>();
        for (Routed each : routed) {
            @Nullable Routed wanted = wanted(each, known);
            if (wanted != null) {
                Entry entry = Entry.waiting(wanted.channel(), wanted.announcement(), now);
                letters.add(Letter.of(entry, wanted.telling()));
                known.add(each.channel() + "/" + each.announcement().episode());
            }
        }
        office.ledger().record(letters.stream().map(Letter::entry).toList());
        letters.forEach(letter -> office.book().put(letter.entry()));
        letters.stream()
                .collect(Collectors.groupingBy(
                        letter -> letter.entry().channel(), LinkedHashMap::new, Collectors.toList()))
                .forEach(this::hand);
    }

    /** What of it is to be told, and how; {@code null} for nothing. */
    private @Nullable Routed wanted(Routed routed, Set<String> known) {
        Announcement announcement = routed.announcement();
        if (office.book().has(routed.channel(), announcement)) {
            return null;
        }
        if (announcement.resolved()) {
            return isKnown(routed.channel(), announcement.episode(), known) ? routed : null;
        }
        Explanation explanation = announcement.explainedBy();
        if (explanation == null) {
            return routed;
        }
        if (!isKnown(routed.channel(), explanation.episode(), known)) {
            return new Routed(routed.channel(), routed.telling(), announcement.inFull());
        }
        return routed.telling().withMuted() ? routed : null;
    }

    private boolean isKnown(String channel, String episode, Set<String> known) {
        return known.contains(channel + "/" + episode) || office.book().knows(channel, episode);
    }

    private void hand(String channel, List<Letter> letters) {
        Courier courier = couriers.get(channel);
        if (courier != null) {
            courier.add(letters);
        }
    }

    /** The couriers, by the names of their channels. */
    Map<String, Courier> couriers() {
        return couriers;
    }

    /** How many announcements wait for a channel, and since when the oldest; zeros for a channel there is not. */
    public Queue queue(String channel) {
        long now = office.context().millis();
        Courier courier = couriers.get(channel);
        return courier == null ? new Queue(0, 0) : new Queue(courier.size(), now - courier.oldestMillis(now));
    }

    /**
     * What waits for a channel.
     *
     * @param size announcements, those held back included
     * @param oldestMillis age of the oldest that is not held back
     */
    public record Queue(int size, long oldestMillis) {}

    /** How many announcements wait, on all channels. */
    public int size() {
        return couriers.values().stream().mapToInt(Courier::size).sum();
    }

    /** Whether nothing is left to be told anywhere. */
    public boolean isEmpty() {
        return size() == 0;
    }
}
