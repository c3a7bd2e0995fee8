package dev.flatline.alerting.serve;

import dev.flatline.alerting.deliver.Desk;
import dev.flatline.alerting.deliver.Watcher;
import dev.flatline.alerting.ledger.Entry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Figures of deliveries for Prometheus, as in {@code grafana/metrics.md}. Latency is from the change of the alert, by the
 * trainer's clock, to its delivery by ours; one that would be negative counts as none.
 */
public final class AlertingMetrics implements Watcher {

    private static final List<String> OUTCOMES = List.of("delivered", "retried", "rejected", "expired", "muted");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, Supplier<Desk.Queue>> queues = new ConcurrentHashMap<>();

    @Override
    public void opened(String channel, Supplier<Desk.Queue> queue) {
        if (queues.put(channel, queue) == null) {
            OUTCOMES.forEach(outcome -> counter(channel, outcome));
            gauge(
                    "flatline.notifications.waiting",
                    "Announcements that wait.",
                    channel,
                    () -> waiting(channel).size());
            gauge(
                    "flatline.notification.oldest.seconds",
                    "Age of the oldest that is not held back.",
                    channel,
                    () -> waiting(channel).oldestMillis() / 1_000.0);
        }
    }

    private Desk.Queue waiting(String channel) {
        Supplier<Desk.Queue> queue = queues.get(channel);
        return queue == null ? new Desk.Queue(0, 0) : queue.get();
    }

    private void gauge(String name, String description, String channel, Supplier<Number> value) {
        Gauge.builder(name, value)
                .description(description)
                .tag("channel", channel)
                .register(registry);
    }

    private Counter counter(String channel, String outcome) {
        return Counter.builder("flatline.notifications")
                .description("Announcements by what became of them; retried ones are attempts.")
                .tag("channel", channel)
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void ended(Entry entry) {
        counter(entry.channel(), entry.state().label()).increment();
        if (entry.state() == Entry.State.DELIVERED && entry.announcement().repeat() == 0) {
            long millis = entry.changedMillis() - entry.announcement().alert().timeMillis();
            timers.computeIfAbsent(entry.channel(), this::timer).record(Duration.ofMillis(Math.max(0, millis)));
        }
    }

    private Timer timer(String channel) {
        return Timer.builder("flatline.notification")
                .description("From the change of an alert to its delivery.")
                .tag("channel", channel)
                .serviceLevelObjectives(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(10),
                        Duration.ofHours(1))
                .register(registry);
    }

    @Override
    public void retried(String channel, String reason) {
        counter(channel, "retried").increment();
    }

    /** In the text format of Prometheus. */
    public String text() {
        return registry.scrape();
    }
}
