package dev.flatline.alerting.deliver;

import dev.flatline.alerting.ledger.Entry.State;
import dev.flatline.alerting.notify.Destination;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What waits for one channel, and what to do about it next.
 *
 * <p>Letters of a group go into one message. When the receiver takes no more for now, or is away, all groups that are due
 * go into one. Messages of one episode are sent one after the other, in order. A message that was not taken is tried
 * again when all others have been; while three such wait no further one is made. Time is given in milliseconds; for
 * use by one thread.
 */
final class Outbox {

    private static final long IDLE_MILLIS = 60_000;

    private final Destination destination;
    private final Circumstances circumstances;
    private final Allowance allowance;
    private final Patience patience;
    private final Groups groups = new Groups();
    private final Map<String, Letter> waiting = new LinkedHashMap<>();
    private final Set<String> held = new HashSet<>();
    private final Sendings sendings = new Sendings();

    Outbox(Destination destination, Circumstances circumstances, RandomGenerator random) {
        this.destination = destination;
        this.circumstances = circumstances;
        this.allowance = new Allowance(destination.rate());
        this.patience = new Patience(random);
    }

    /** One more to tell. */
    void add(Letter letter) {
        waiting.put(letter.entry().key(), letter);
    }

    /** Messages that were made before a restart and may not have arrived. */
    void resume(Collection<Letter> letters) {
        sendings.resume(letters);
    }

    /** How many letters there are, those held back and those being sent included. */
    int size() {
        return waiting.size() + sendings.size();
    }

    /** When the age of the oldest began, of those that are not held back; the present if there is none. */
    long oldestMillis(long now) {
        long oldest = now;
        for (Letter letter : all()) {
            oldest = Math.min(oldest, letter.freshMillis());
        }
        return oldest;
    }

    private List<Letter> all() {
        List<Letter> all = new ArrayList<>(waiting.values());
        all.addAll(sendings.letters());
        return all;
    }

    /** What to do now. */
    Next next(long now) {
        holdBack(now);
        return expired(now)
                .or(this::needless)
                .or(() -> paused(now))
                .or(() -> tried(now))
                .orElseGet(() -> fresh(now));
    }

    private void holdBack(long now) {
        held.clear();
        waiting.replaceAll((key, letter) -> {
            boolean holds = circumstances.holdsBack(letter, now);
            return holds && held.add(key) ? letter.heldAt(now) : letter;
        });
    }

    private Optional<Next> expired(long now) {
        long oldest = now - destination.maxAge().toMillis();
        List<Letter> old = new ArrayList<>(waiting.values().stream()
                .filter(letter -> letter.freshMillis() < oldest)
                .toList());
        old.addAll(sendings.olderThan(oldest));
        old.forEach(letter -> waiting.remove(letter.entry().key()));
        return old.isEmpty() ? Optional.empty() : Optional.of(new Next.Drop(old, State.EXPIRED, "it became too old"));
    }

    /** An episode that was over before it could be told, and the end of one whose beginning nobody was told. */
    private Optional<Next> needless() {
        List<Letter> needless = new ArrayList<>();
        Map<String, Letter> beginnings = new HashMap<>();
        for (Letter letter : waiting.values()) {
            Letter beginning = beginnings.get(letter.episode());
            if (!letter.announcement().resolved()) {
                beginnings.put(letter.episode(), letter);
            } else if (beginning != null && beginning.announcement().repeat() > 0) {
                needless.add(beginning);
            } else if (beginning != null && held.contains(beginning.entry().key())) {
                needless.add(beginning);
                needless.add(letter);
            } else if (beginning == null && isFree(letter) && !circumstances.wasTold(letter.episode())) {
                needless.add(letter);
            }
        }
        needless.forEach(letter -> waiting.remove(letter.entry().key()));
        return needless.isEmpty()
                ? Optional.empty()
                : Optional.of(new Next.Drop(needless, State.MUTED, "it was over before it was to be told"));
    }

    private Optional<Next> paused(long now) {
        long pause = Math.max(patience.waitMillis(now), size() == 0 ? 0 : allowance.waitMillis(now));
        return pause == 0 ? Optional.empty() : Optional.of(new Next.Wait(Math.min(pause, IDLE_MILLIS)));
    }

    private Optional<Next> tried(long now) {
        return sendings.next(now, !due(now).isEmpty()).map(Next.Send::new);
    }

    private Next fresh(long now) {
        List<Letter> due = due(now);
        if (due.isEmpty() || sendings.isFull()) {
            return new Next.Wait(untilDue(now));
        }
        String group = Groups.name(due.get(0));
        boolean all = allowance.isLast(now) || patience.isTried();
        Set<String> episodes = new HashSet<>();
        List<Letter> together = due.stream()
                .filter(letter -> all || Groups.name(letter).equals(group))
                .filter(letter -> episodes.add(letter.episode()))
                .limit(destination.channel().most())
                .toList();
        together.forEach(letter -> waiting.remove(letter.entry().key()));
        Sending sending = Sending.of(together);
        sendings.add(sending);
        return new Next.Send(sending);
    }

    /** Letters that may be sent now, of which the first of a group decides. */
    private List<Letter> due(long now) {
        Map<String, Boolean> dueByGroup = new HashMap<>();
        boolean alone = destination.channel().most() == 1;
        return waiting.values().stream()
                .filter(letter -> !held.contains(letter.entry().key()))
                .filter(letter -> alone
                        || dueByGroup.computeIfAbsent(Groups.name(letter), name -> groups.dueMillis(letter) <= now))
                .filter(this::isFree)
                .toList();
    }

    private boolean isFree(Letter letter) {
        return sendings.isFree(letter.episode());
    }

    private long untilDue(long now) {
        long until = now + IDLE_MILLIS;
        for (Letter letter : waiting.values()) {
            boolean coming = !held.contains(letter.entry().key()) && isFree(letter) && !sendings.isFull();
            until = coming ? Math.min(until, groups.dueMillis(letter)) : until;
        }
        return Math.max(1, sendings.notBefore(until) - now);
    }

    /** An attempt begins. */
    void trying(Sending sending, long now) {
        sending.tried();
        allowance.spend(now);
    }

    /** It arrived, or was refused for good. */
    void ended(Sending sending, long now) {
        patience.succeeded();
        sendings.ended(sending, now);
        if (sending.letters().size() < destination.channel().most()) {
            sending.letters().forEach(letter -> groups.told(letter, now));
        }
    }

    /** It did not arrive. */
    void failed(long now, Duration asked) {
        patience.failed(now, asked);
    }
}
