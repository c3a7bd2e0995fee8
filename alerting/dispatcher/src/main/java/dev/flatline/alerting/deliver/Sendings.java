package dev.flatline.alerting.deliver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages of one channel that have been made and have not arrived, the oldest first. While three have been tried in vain
 * no further one is to be made.
 */
final class Sendings {

    private static final int MOST = 3;

    private final List<Sending> sendings = new ArrayList<>();

    /** Messages that were made before a restart, and may have arrived. */
    void resume(Collection<Letter> letters) {
        Map<String, List<Letter>> byMessage = new LinkedHashMap<>();
        letters.forEach(letter -> byMessage
                .computeIfAbsent(letter.entry().message(), key -> new ArrayList<>())
                .add(letter));
        byMessage.forEach((key, together) -> sendings.add(new Sending(key, together)));
    }

    void add(Sending sending) {
        sendings.add(sending);
    }

    boolean isFull() {
        return sendings.size() >= MOST;
    }

    /** All letters in them. */
    List<Letter> letters() {
        return sendings.stream().flatMap(sending -> sending.letters().stream()).toList();
    }

    int size() {
        return sendings.stream().mapToInt(sending -> sending.letters().size()).sum();
    }

    /** Whether none speaks of the episode. */
    boolean isFree(String episode) {
        return sendings.stream().noneMatch(sending -> sending.concerns(episode));
    }

    /** The one to try now, if any: one that was not tried yet, or, where nothing else can be sent, the least tried. */
    Optional<Sending> next(long now, boolean others) {
        return sendings.stream()
                .filter(sending -> sending.notBefore() <= now)
                .min(Comparator.comparingInt(Sending::attempts))
                .filter(sending -> sending.attempts() == 0 || !others || isFull());
    }

    /** Takes out those that were made before, and gives their letters. */
    List<Letter> olderThan(long millis) {
        List<Sending> old = sendings.stream()
                .filter(sending -> sending.letters().get(0).freshMillis() < millis)
                .toList();
        sendings.removeAll(old);
        return old.stream().flatMap(sending -> sending.letters().stream()).toList();
    }

    /** One has arrived, or been refused; those tried before it give way for a while. */
    void ended(Sending sending, long now) {
        sendings.remove(sending);
        sendings.stream().filter(other -> other.attempts() > 0).forEach(other -> other.overtaken(now));
    }

    /** When the first may be tried, but not later than that. */
    long notBefore(long latest) {
        return sendings.stream().mapToLong(Sending::notBefore).reduce(latest, Math::min);
    }
}
