package dev.flatline.events;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every topic Flatline uses, said once: its name, what its key is, and how it is kept. */
public final class Topics {

    /**
     * {@code Telemetry} messages of all runs. Key: run id, so the messages of one run stay in order. The broker's clock
     * says how long a message has lain there: clocks of trainers go as they like.
     */
    public static final Topic TELEMETRY =
            Topic.keptFor("flatline.telemetry", 6, Duration.ofDays(7)).with("message.timestamp.type", "LogAppendTime");

    /** The newest description or end of every run. Key: run id. */
    public static final Topic RUNS = Topic.compacted("flatline.runs", 1);

    /** Rolling signals and the current diagnosis of a run, as JSON, about once a second. Key: run id. */
    public static final Topic SIGNALS = Topic.keptFor("flatline.signals", 6, Duration.ofDays(7));

    /** Every alert in full, firing or resolved, as JSON, for 90 days. Key: alert fingerprint. */
    public static final Topic ALERTS = Topic.compacted("flatline.alerts", 1)
            .with("cleanup.policy", "compact,delete")
            .with("retention.ms", Long.toString(Duration.ofDays(90).toMillis()));

    /** What became of every alert on every channel, as JSON. Key: channel, fingerprint and sequence. */
    public static final Topic NOTIFICATIONS = Topic.compacted("flatline.notifications", 1);

    /** What people do not want to be told of for a while, as JSON. Key: id of the silence. */
    public static final Topic SILENCES = Topic.compacted("flatline.silences", 1);

    /** {@code Command} messages: what is asked of trainings. Key: run id. */
    public static final Topic COMMANDS = Topic.keptFor("flatline.commands", 1, Duration.ofDays(1));

    /** What could not be read, or told, with the reason in a header. Key: as it came. */
    public static final Topic DEAD_LETTER = Topic.keptFor("flatline.dead-letter", 1, Duration.ofDays(30));

    private static final List<Topic> ALL =
            List.of(TELEMETRY, RUNS, SIGNALS, ALERTS, NOTIFICATIONS, SILENCES, COMMANDS, DEAD_LETTER);

    private Topics() {}

    /** All topics, in the order in which data flows through them. */
    public static List<Topic> all() {
        return ALL;
    }

    /**
     * One topic.
     *
     * @param name as it is called on the broker
     * @param partitions how many partitions it gets when Flatline creates it
     * @param configuration topic configuration in Kafka's own names
     */
    public record Topic(String name, int partitions, Map<String, String> configuration) {

        static Topic keptFor(String name, int partitions, Duration retention) {
            return new Topic(
                    name,
                    partitions,
                    Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(retention.toMillis())));
        }

        Topic with(String key, String value) {
            Map<String, String> more = new HashMap<>(configuration);
            more.put(key, value);
            return new Topic(name, partitions, Map.copyOf(more));
        }

        static Topic compacted(String name, int partitions) {
            return new Topic(name, partitions, Map.of("cleanup.policy", "compact"));
        }
    }
}
