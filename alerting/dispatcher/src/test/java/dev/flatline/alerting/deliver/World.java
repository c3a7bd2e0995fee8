package dev.flatline.alerting.deliver;

import dev.flatline.alert.Alert;
import dev.flatline.alerting.AlertPipeline;
import dev.flatline.alerting.AlertingReading;
import dev.flatline.alerting.AlertingSettings;
import dev.flatline.alerting.configure.Rate;
import dev.flatline.alerting.ledger.Book;
import dev.flatline.alerting.ledger.Entry;
import dev.flatline.alerting.ledger.EntryCodec;
import dev.flatline.alerting.ledger.Ledger;
import dev.flatline.alerting.mute.Windows;
import dev.flatline.alerting.notify.Channel;
import dev.flatline.alerting.notify.Destination;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.Outcome;
import dev.flatline.alerting.route.Routing;
import dev.flatline.alerting.route.Telling;
import dev.flatline.alerting.silence.Silence;
import dev.flatline.alerting.silence.Silences;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Alerting with a clock that is turned by hand, receivers that do as they are told, and a ledger in memory that outlives
 * a crash: a timeline reads {@code at(2).comes(alert); until(10); told("people")}. Times are in seconds.
 */
final class World implements Context, Ledger, Watcher {

    /** What a receiver has got, and when. */
    record Told(double second, Message message, int announcements) {}

    /** The process ends here. */
    static final class Crash extends Error {}

    private final Map<String, byte[]> ledger = new LinkedHashMap<>();
    private final List<Entry> buried = new ArrayList<>();
    private final Map<String, List<Told>> told = new LinkedHashMap<>();
    private final Map<String, Function<Message, Outcome>> receivers = new LinkedHashMap<>();
    private final List<Destination> destinations = new ArrayList<>();
    private final Silences silences = new Silences();
    private final Set<String> over = new HashSet<>();
    private final AlertingSettings settings;
    private final Routing routing;
    private AlertPipeline pipeline;
    private Desk desk;
    private long now;
    private int untilCrash = Integer.MAX_VALUE;
    private Duration refreshEvery = Duration.ZERO;

    /**
     * A world with these settings, in which each channel is replaced by one that remembers.
     *
     * @param most how many announcements a message may hold
     * @param rate what every receiver takes
     */
    World(String yaml, int most, Rate rate) throws Exception {
        settings = AlertingReading.of(yaml, Map.of());
        routing = new Routing(settings.route());
        settings.destinations().forEach(each -> {
            told.put(each.name(), new ArrayList<>());
            destinations.add(new Destination(each.name(), new Remembering(each.name(), most), rate, each.maxAge()));
        });
        begin();
    }

    private final class Remembering implements Channel {

        private final String name;
        private final int most;

        Remembering(String name, int most) {
            this.name = name;
            this.most = most;
        }

        @Override
        public int most() {
            return most;
        }

        @Override
        public Duration refreshEvery() {
            return refreshEvery;
        }

        @Override
        public Outcome deliver(Message message) {
            passes();
            Outcome outcome = receivers
                    .getOrDefault(name, any -> new Outcome.Delivered("receipt of " + any.key()))
                    .apply(message);
            if (outcome instanceof Outcome.Delivered) {
                told.get(name)
                        .add(new Told(
                                now / 1_000.0, message, message.announcements().size()));
            }
            passes();
            return outcome;
        }
    }

    /** A point at which the process may end. */
    private void passes() {
        if (untilCrash-- == 0) {
            throw new Crash();
        }
    }

    /** The process ends at the n-th point from now at which it can: before or after writing or sending. */
    World crashesAt(int point) {
        untilCrash = point;
        return this;
    }

    /** The process begins, with nothing but the ledger. */
    void begin() {
        untilCrash = Integer.MAX_VALUE;
        Book book = new Book();
        ledger.values().forEach(bytes -> book.put(decode(bytes)));
        pipeline = new AlertPipeline(settings);
        pipeline.recall(book.alerts());
        desk = new Desk(this, book, this, this);
        desk.open(destinations);
    }

    private static Entry decode(byte[] bytes) {
        try {
            return EntryCodec.decode(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    World receives(String channel, Function<Message, Outcome> receiver) {
        receivers.put(channel, receiver);
        return this;
    }

    World at(double second) {
        until(second);
        return this;
    }

    void comes(Alert... alerts) {
        desk.take(pipeline.accept(List.of(alerts)));
    }

    /** Every receiver wants to be told again and again. */
    World refreshes(Duration every) {
        refreshEvery = every;
        return this;
    }

    void silence(Silence silence) {
        silences.put(silence.id(), silence);
    }

    void ends(String run) {
        over.add(run);
    }

    /** Lets time pass. */
    void until(double second) {
        long end = (long) (second * 1_000);
        while (true) {
            long pause = Long.MAX_VALUE;
            for (Courier courier : desk.couriers().values()) {
                pause = Math.min(pause, steps(courier));
            }
            if (now + pause > end) {
                now = Math.max(now, end);
                return;
            }
            now += pause;
        }
    }

    private long steps(Courier courier) {
        long pause = 0;
        while (pause == 0) {
            pause = courier.step(now);
        }
        return pause;
    }

    List<Told> told(String channel) {
        return told.get(channel);
    }

    List<Entry> buried() {
        return buried;
    }

    /** Keys of all announcements that arrived, in order. */
    List<String> keys(String channel) {
        return told.get(channel).stream()
                .flatMap(each -> each.message().announcements().stream())
                .map(each -> each.key())
                .toList();
    }

    Desk desk() {
        return desk;
    }

    @Override
    public void record(List<Entry> entries) {
        passes();
        entries.forEach(entry -> ledger.put(entry.key(), EntryCodec.encode(entry)));
        passes();
    }

    @Override
    public void forget(List<String> keys) {
        keys.forEach(ledger::remove);
    }

    @Override
    public void bury(Entry entry) {
        buried.add(entry);
    }

    @Override
    public void opened(String channel, Supplier<Desk.Queue> queue) {}

    @Override
    public void ended(Entry entry) {}

    @Override
    public void retried(String channel, String reason) {}

    @Override
    public long millis() {
        return now;
    }

    @Override
    public boolean isSilenced(Alert alert, long nowMillis) {
        return silences.isSilenced(alert, nowMillis);
    }

    @Override
    public boolean isOver(Alert alert) {
        return over.contains(alert.run().id());
    }

    @Override
    public Telling telling(String channel, Alert alert) {
        return routing.telling(channel, alert).orElse(Telling.AT_ONCE);
    }

    @Override
    public Windows windows() {
        return settings.windows();
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
