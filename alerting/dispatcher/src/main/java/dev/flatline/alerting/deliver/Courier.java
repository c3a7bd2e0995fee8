package dev.flatline.alerting.deliver;

import dev.flatline.alerting.ledger.Book;
import dev.flatline.alerting.ledger.Entry;
import dev.flatline.alerting.ledger.Entry.State;
import dev.flatline.alerting.ledger.Ledger;
import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.notify.Destination;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Does on one channel what its outbox says: claim in the ledger, send, record the outcome there.
 *
 * <p>If it ends between sending and recording, the message is sent again with the same key; if it ends at any other
 * point, nothing is sent again. What became of a reminder does not change that its alert was told. Beyond a thousand
 * letters only the gist of each further one is held in memory. New letters may come from any thread, and steps are taken by one.
 */
final class Courier {

    private static final int MOST_IN_FULL = 1_000;
    private static final long LONGEST_WAIT_MILLIS = 1_000;

    private final Destination destination;
    private final Office office;
    private final Outbox outbox;
    private final Reminders reminders;
    private final Refresh refresh;
    private boolean news;

    Courier(Destination destination, Office office, RandomGenerator random) {
        this.destination = destination;
        this.office = office;
        this.outbox = new Outbox(destination, new Standing(destination.name(), office), random);
        this.reminders = new Reminders(destination.name(), office);
        this.refresh = new Refresh(destination, office);
    }

    /**
     * What all couriers share.
     *
     * @param ledger what is told survives in it
     * @param book the same in memory
     * @param context what else decides
     * @param watcher is told of everything that happens
     */
    record Office(Ledger ledger, Book book, Context context, Watcher watcher) {}

    /** Takes up what was left undone. */
    synchronized void resume(List<Letter> letters) {
        List<Letter> claimed = letters.stream()
                .filter(letter -> letter.entry().state() == State.CLAIMED)
                .toList();
        outbox.resume(claimed);
        letters.stream()
                .filter(letter -> letter.entry().state() == State.WAITING)
                .forEach(outbox::add);
    }

    /** New letters, which are in the ledger already. */
    synchronized void add(List<Letter> letters) {
        letters.forEach(letter -> outbox.add(outbox.size() < MOST_IN_FULL ? letter : letter.brief()));
        news = true;
        notifyAll();
    }

    synchronized int size() {
        return outbox.size();
    }

    synchronized long oldestMillis(long now) {
        return outbox.oldestMillis(now);
    }

    /** Does what is to be done now; how long to wait for the next step, in milliseconds. */
    long step(long now) {
        refresh.step(now);
        Next next = decide(now);
        if (next instanceof Next.Send send) {
            send(send.sending(), now);
        } else if (next instanceof Next.Drop drop) {
            finish(drop.letters().stream().map(Letter::entry).toList(), drop.end(), drop.reason());
        }
        return next instanceof Next.Wait wait ? Math.min(wait.millis(), LONGEST_WAIT_MILLIS) : 0;
    }

    private synchronized Next decide(long now) {
        news = false;
        reminders.due(now).forEach(outbox::add);
        return outbox.next(now);
    }

    /** Waits, until something new comes at most. */
    synchronized void rest(long millis) throws InterruptedException {
        long end = System.nanoTime() / 1_000_000 + millis;
        long left = millis;
        while (!news && left > 0) {
            wait(left);
            left = end - System.nanoTime() / 1_000_000;
        }
    }

    private void send(Sending sending, long now) {
        List<Entry> claims = new ArrayList<>();
        for (Letter letter : sending.letters()) {
            claims.add(letter.entry().claimed(sending.key(), now));
        }
        if (sending.letters().stream().anyMatch(letter -> letter.entry().state() == State.WAITING)
                && sending.attempts() == 0) {
            record(claims);
        }
        begin(sending, now);
        Outcome outcome = attempt(message(sending));
        settle(sending, claims, outcome);
    }

    private synchronized void begin(Sending sending, long now) {
        outbox.trying(sending, now);
    }

    private Outcome attempt(Message message) {
        try {
            return destination.channel().deliver(message);
        } catch (RuntimeException e) {
            return new Outcome.Retryable("sending failed: " + e);
        }
    }

    private void settle(Sending sending, List<Entry> claims, Outcome outcome) {
        long now = office.context().millis();
        if (outcome instanceof Outcome.Retryable retryable) {
            office.watcher().retried(destination.name(), retryable.reason());
            synchronized (this) {
                outbox.failed(now, retryable.notBefore());
            }
            return;
        }
        State end = outcome instanceof Outcome.Delivered ? State.DELIVERED : State.REJECTED;
        String note = outcome instanceof Outcome.Delivered delivered
                ? delivered.receipt()
                : ((Outcome.Rejected) outcome).reason();
        finish(claims, end, note);
        synchronized (this) {
            outbox.ended(sending, now);
        }
    }

    private void finish(List<Entry> entries, State end, String note) {
        long now = office.context().millis();
        List<Entry> ended =
                entries.stream().map(entry -> entry.ended(end, now, note)).toList();
        if (end == State.REJECTED || end == State.EXPIRED) {
            ended.forEach(office.ledger()::bury);
        }
        List<Entry> kept = new ArrayList<>();
        for (int i = 0; i < ended.size(); i++) {
            boolean reminder = entries.get(i).announcement().repeat() > 0;
            kept.add(
                    reminder
                            ? entries.get(i)
                                    .ended(State.DELIVERED, now, entries.get(i).note())
                            : ended.get(i));
        }
        record(kept);
        ended.forEach(office.watcher()::ended);
    }

    private void record(List<Entry> entries) {
        office.ledger().record(entries);
        entries.forEach(office.book()::put);
    }

    private Message message(Sending sending) {
        List<Announcement> announcements =
                sending.letters().stream().map(Letter::announcement).toList();
        Map<String, String> receipts = new HashMap<>();
        announcements.forEach(announcement -> office.book()
                .firing(destination.name(), announcement.episode())
                .ifPresent(entry -> receipts.put(announcement.episode(), entry.note())));
        return new Message(sending.key(), announcements, receipts);
    }
}
