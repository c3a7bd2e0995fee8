package dev.flatline.alerting.ledger;

import dev.flatline.alert.Alert;
import dev.flatline.alerting.mute.Announcement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The newest entry of everything, in memory; safe for use by several threads.
 *
 * <p>Of an episode that is over on a channel only its key stays, after ten minutes, for thirty days: about 100 bytes.
 */
public final class Book {

    private static final long FRESH_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final long KEPT_MILLIS = Duration.ofDays(30).toMillis();

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Long> over = new HashMap<>();

    /** Enters it, in place of what is there under its key. */
    public synchronized void put(Entry entry) {
        entries.put(entry.key(), entry);
    }

    /** Takes out what is under a key. */
    public synchronized void remove(String key) {
        entries.remove(key);
    }

    /** Whether the announcement, or a later one of its episode, was entered before. */
    public synchronized boolean has(String channel, Announcement announcement) {
        String end = Entry.key(channel, announcement.episode(), 2);
        String key =
                Entry.key(channel, announcement.episode(), announcement.alert().sequence());
        return entries.containsKey(key) || over.containsKey(end) || over.containsKey(key) || entries.containsKey(end);
    }

    /** The firing message of an episode. */
    public synchronized Optional<Entry> firing(String channel, String episode) {
        return Optional.ofNullable(entries.get(Entry.key(channel, episode, 1)));
    }

    /** Whether people on the channel know, or are about to be told, that the episode fires. */
    public boolean knows(String channel, String episode) {
        return firing(channel, episode)
                .filter(entry -> !entry.state().isFinal() || entry.state() == Entry.State.DELIVERED)
                .isPresent();
    }

    /** What is still to be done on a channel, the oldest first. */
    public synchronized List<Entry> pending(String channel) {
        return entries.values().stream()
                .filter(entry ->
                        entry.channel().equals(channel) && !entry.state().isFinal())
                .sorted(Comparator.comparingLong(Entry::acceptedMillis))
                .toList();
    }

    /** Channels for which something is still to be done. */
    public synchronized Set<String> channelsPending() {
        Set<String> channels = new LinkedHashSet<>();
        entries.values().stream()
                .filter(entry -> !entry.state().isFinal())
                .forEach(entry -> channels.add(entry.channel()));
        return channels;
    }

    /** What was told on a channel to fire, and is not known to be over. */
    public synchronized List<Entry> told(String channel) {
        return entries.values().stream()
                .filter(entry -> entry.channel().equals(channel)
                        && entry.state() == Entry.State.DELIVERED
                        && !entry.announcement().resolved()
                        && !entries.containsKey(
                                Entry.key(channel, entry.announcement().episode(), 2)))
                .toList();
    }

    /** What was told on a channel to be over, since a moment. */
    public synchronized List<Entry> toldOver(String channel, long sinceMillis) {
        return entries.values().stream()
                .filter(entry -> entry.channel().equals(channel)
                        && entry.state() == Entry.State.DELIVERED
                        && entry.announcement().resolved()
                        && entry.changedMillis() >= sinceMillis)
                .toList();
    }

    /** Every alert that was to be told somewhere, each once, in the order of their times. */
    public synchronized List<Alert> alerts() {
        Map<String, Alert> alerts = new LinkedHashMap<>();
        entries.values().forEach(entry -> {
            Alert alert = entry.announcement().alert();
            alerts.putIfAbsent(alert.fingerprint() + ":" + alert.sequence(), alert);
        });
        return alerts.values().stream()
                .sorted(Comparator.comparingLong(Alert::timeMillis).thenComparingInt(Alert::sequence))
                .toList();
    }

    /**
     * Leaves out what is over for a while, and of alerts that outlived their run all but the gist.
     *
     * @param outlived whether the run of an alert is over
     * @return keys that need not be kept any longer
     */
    public synchronized List<String> tidy(long nowMillis, Predicate<Alert> outlived) {
        List<String> needless = new ArrayList<>(outlived(nowMillis, outlived));
        needless.addAll(over(nowMillis));
        return needless;
    }

    private List<String> outlived(long nowMillis, Predicate<Alert> outlived) {
        List<String> needless = new ArrayList<>();
        for (Entry entry : List.copyOf(entries.values())) {
            if (entry.state().isFinal() && outlived.test(entry.announcement().alert())) {
                entries.put(entry.key(), entry.brief());
                if (entry.changedMillis() < nowMillis - KEPT_MILLIS) {
                    entries.remove(entry.key());
                    needless.add(entry.key());
                }
            }
        }
        return needless;
    }

    private List<String> over(long nowMillis) {
        List<Entry> ends = entries.values().stream()
                .filter(entry -> entry.announcement().resolved()
                        && entry.state().isFinal()
                        && entry.changedMillis() < nowMillis - FRESH_MILLIS)
                .toList();
        ends.forEach(end -> over.put(end.key(), end.changedMillis()));
        ends.forEach(end -> entries.remove(end.key()));
        List<String> needless = new ArrayList<>();
        for (Entry end : ends) {
            String begin = Entry.key(end.channel(), end.announcement().episode(), 1);
            if (entries.remove(begin) != null) {
                needless.add(begin);
            }
        }
        over.entrySet().removeIf(each -> {
            boolean old = each.getValue() < nowMillis - KEPT_MILLIS;
            return old && needless.add(each.getKey());
        });
        return needless;
    }
}
