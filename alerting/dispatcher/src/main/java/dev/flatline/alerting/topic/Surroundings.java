package dev.flatline.alerting.topic;

import dev.flatline.alert.Alert;
import dev.flatline.alerting.silence.Silences;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.Topics;
import dev.flatline.events.UnreadableTelemetryException;
import dev.flatline.events.v1.Telemetry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What alerting knows besides the alerts: the silences, and which runs are over. Follows their topics. */
public final class Surroundings implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);

    private final Silences silences = new Silences();
    private final Map<String, Long> endedAttempts = new ConcurrentHashMap<>();
    private final TopicReader reader;

    private Surroundings(Connection connection) {
        this.reader = new TopicReader(connection, List.of(Topics.RUNS, Topics.SILENCES), this::take);
    }

    /** Knows what is on the topics when this returns, and what comes soon after it came. */
    public static Surroundings follow(Connection connection) {
        Surroundings surroundings = new Surroundings(connection);
        surroundings.reader.catchUp().follow("flatline-alerting-surroundings");
        return surroundings;
    }

    private void take(String topic, ConsumerRecord<@Nullable String, byte @Nullable []> message) {
        if (topic.equals(Topics.SILENCES.name())) {
            SilencesTopic.enter(message, silences);
            return;
        }
        byte[] bytes = message.value();
        if (bytes != null) {
            take(bytes);
        }
    }

    private void take(byte[] bytes) {
        try {
            Telemetry run = TelemetryCodec.decode(bytes);
            if (run.hasRunEnded()) {
                endedAttempts.merge(run.getRunId(), run.getAttempt(), Math::max);
            }
        } catch (UnreadableTelemetryException e) {
            LOG.debug("Skipped a message of {} that cannot be read", Topics.RUNS.name(), e);
        }
    }

    public Silences silences() {
        return silences;
    }

    /** Whether the attempt of the run that the alert speaks of is over. */
    public boolean isOver(Alert alert) {
        Long ended = endedAttempts.get(alert.run().id());
        return ended != null && ended >= alert.run().attempt();
    }

    @Override
    public void close() {
        reader.close();
    }
}
