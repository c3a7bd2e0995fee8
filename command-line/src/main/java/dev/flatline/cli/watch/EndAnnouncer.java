package dev.flatline.cli.watch;

import dev.flatline.alert.RunRef;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.follow.FollowedRun;
import dev.flatline.cli.training.ExitStatus;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.Topics;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.RunEnded.Status;
import dev.flatline.events.v1.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says for runs how they ended when they could not say it themselves: killed, halted, or ended by an exit code that
 * their own word, given while the JVM was still shutting down, did not know.
 */
final class EndAnnouncer {

    private static final Logger LOG = LoggerFactory.getLogger(EndAnnouncer.class);

    private final GivenBrokers brokers;
    private final Clock clock;

    EndAnnouncer(GivenBrokers brokers, Clock clock) {
        this.brokers = brokers;
        this.clock = clock;
    }

    /** Announces what has to be announced after the processes of the runs ended so; waits for the broker 5 seconds at most. */
    void announce(List<FollowedRun> runs, Function<RunRef, ExitStatus> exits) {
        List<FollowedRun> corrected = runs.stream()
                .filter(run -> mustBeToldOf(run, exits.apply(run.run())))
                .toList();
        if (corrected.isEmpty()) {
            return;
        }
        KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer());
        try {
            corrected.forEach(run -> run.correct(end(run, exits.apply(run.run()))));
            corrected.forEach(run -> send(producer, run));
        } finally {
            producer.close(Duration.ofSeconds(5));
        }
    }

    private static boolean mustBeToldOf(FollowedRun run, ExitStatus exit) {
        RunEnded end = run.end();
        return end == null
                || (exit.known() && end.getStatus() == Status.COMPLETED && exit.status() != Status.COMPLETED);
    }

    private void send(KafkaProducer<String, byte[]> producer, FollowedRun run) {
        byte[] bytes = TelemetryCodec.encode(message(run));
        for (Topics.Topic topic : List.of(Topics.TELEMETRY, Topics.RUNS)) {
            Future<?> unused =
                    producer.send(new ProducerRecord<>(topic.name(), run.run().id(), bytes), EndAnnouncer::logFailure);
        }
    }

    private static void logFailure(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure != null) {
            LOG.warn("Saying how a run ended failed: {}", failure.getMessage());
        }
    }

    private static RunEnded end(FollowedRun run, ExitStatus exit) {
        RunEnded known = run.end();
        RunEnded.Builder end = known == null ? RunEnded.newBuilder() : known.toBuilder();
        return end.setStatus(exit.status())
                .setReason(exit.reason())
                .setIterations(run.iterations())
                .build();
    }

    private Telemetry message(FollowedRun run) {
        return Telemetry.newBuilder()
                .setSchema(TelemetryCodec.SCHEMA)
                .setRunId(run.run().id())
                .setAttempt(run.run().attempt())
                .setTimeMillis(clock.millis())
                .setRunEnded(Objects.requireNonNull(run.end()))
                .build();
    }

    private Map<String, Object> settings() {
        return brokers.settings(Map.of(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4_000,
                ProducerConfig.LINGER_MS_CONFIG, 0,
                ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false));
    }
}
