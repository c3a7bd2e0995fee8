package dev.flatline.alerting;

import dev.flatline.alert.Alert;
import dev.flatline.alerting.deliver.Context;
import dev.flatline.alerting.deliver.Desk;
import dev.flatline.alerting.deliver.Rounds;
import dev.flatline.alerting.deliver.Watcher;
import dev.flatline.alerting.ledger.Book;
import dev.flatline.alerting.mute.Windows;
import dev.flatline.alerting.notify.Destination;
import dev.flatline.alerting.route.Routing;
import dev.flatline.alerting.route.Telling;
import dev.flatline.alerting.topic.LedgerTopic;
import dev.flatline.alerting.topic.Surroundings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that is at work while the alerts are ours to tell: begun by whoever gets the topic's partition, with all
 * that was left undone by those before.
 */
final class Shift implements Context, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shift.class);
    private static final long TIDY_MILLIS = Duration.ofMinutes(1).toMillis();

    private final AlertDispatcherConfig config;
    private final LedgerTopic ledger;
    private final Surroundings surroundings;
    private final Book book;
    private final Desk desk;
    private volatile AlertingSettings settings;
    private volatile Routing routing;
    private AlertPipeline pipeline;
    private Rounds rounds;
    private long tidiedMillis;

    private Shift(AlertDispatcherConfig config, Watcher watcher) {
        this.config = config;
        this.settings = config.settings().get();
        this.routing = new Routing(settings.route());
        this.ledger = new LedgerTopic(config.connection());
        this.surroundings = Surroundings.follow(config.connection());
        this.book = ledger.read();
        this.desk = new Desk(ledger, book, this, watcher);
        this.pipeline = begin(settings);
        this.rounds = Rounds.begin(desk, this);
    }

    /** Begins; the brokers must answer. */
    static Shift begin(AlertDispatcherConfig config, Watcher watcher) {
        return new Shift(config, watcher);
    }

    private AlertPipeline begin(AlertingSettings wanted) {
        AlertPipeline fresh = new AlertPipeline(wanted);
        fresh.recall(book.alerts());
        desk.open(wanted.destinations());
        Set<String> orphans = new HashSet<>(book.channelsPending());
        wanted.destinations().stream().map(Destination::name).forEach(orphans::remove);
        if (!orphans.isEmpty()) {
            LOG.warn("Announcements wait for channels that are no longer in the settings: {}", orphans);
        }
        return fresh;
    }

    /** Takes in alerts; when this returns no crash can lose them. */
    void take(List<Alert> alerts) {
        desk.take(pipeline.accept(alerts));
    }

    /** Looks whether other settings hold, and clears up now and then. */
    void look() {
        AlertingSettings wanted = config.settings().get();
        if (!wanted.equals(settings)) {
            rounds.close();
            settings = wanted;
            routing = new Routing(wanted.route());
            pipeline = begin(wanted);
            rounds = Rounds.begin(desk, this);
        }
        if (millis() - tidiedMillis > TIDY_MILLIS) {
            tidiedMillis = millis();
            ledger.forget(book.tidy(tidiedMillis, this::isOver));
        }
    }

    Desk desk() {
        return desk;
    }

    @Override
    public long millis() {
        return System.currentTimeMillis();
    }

    @Override
    public boolean isSilenced(Alert alert, long nowMillis) {
        return surroundings.silences().isSilenced(alert, nowMillis);
    }

    @Override
    public boolean isOver(Alert alert) {
        return surroundings.isOver(alert);
    }

    @Override
    public Telling telling(String channel, Alert alert) {
        return routing.telling(channel, alert).orElse(Telling.AT_ONCE);
    }

    @Override
    public Windows windows() {
        return settings.windows();
    }

    @Override
    public void close() {
        rounds.close();
        surroundings.close();
        ledger.close();
    }
}
