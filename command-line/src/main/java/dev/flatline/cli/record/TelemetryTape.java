package dev.flatline.cli.record;

import dev.flatline.alert.RunRef;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.UnreadableTelemetryException;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.recording.RecordingWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Records the telemetry of some runs from now on, in a thread of its own. A failure ends the recording, is said, and
 * changes nothing else; what was recorded until then stays.
 */
public final class TelemetryTape implements Tape {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    private final Target target;
    private final TelemetryTopic topic;
    private final RecordingWriter writer;
    private final Set<String> ours = new HashSet<>();
    private final Thread thread = new Thread(this::record, "flatline-record");
    private volatile boolean ending;
    private long messages;

    private TelemetryTape(Target target, TelemetryTopic topic) throws IOException {
        this.target = target;
        this.topic = topic;
        this.writer = target.file().begin();
    }

    /**
     * What to record, and where to.
     *
     * @param file where to
     * @param ours which runs
     * @param log is told how it ended
     */
    public record Target(RecordingFile file, Predicate<RunRef> ours, Consumer<String> log) {}

    /** What is sent after this returns is not missed. */
    public static TelemetryTape of(GivenBrokers brokers, Target target) throws IOException {
        return new TelemetryTape(target, TelemetryTopic.fromNow(brokers));
    }

    @Override
    public void begin() {
        thread.setDaemon(true);
        thread.start();
    }

    private void record() {
        try (topic) {
            while (!ending) {
                takeAll();
            }
            topic.stopAtEnd();
            while (!topic.isAtEnd()) {
                takeAll();
            }
            finish();
        } catch (IOException | KafkaException e) {
            target.log()
                    .accept("the recording broke off after " + messages + " messages (" + e.getMessage()
                            + "); what there is of it is in " + target.file().path() + RecordingWriter.UNFINISHED);
        }
    }

    private void takeAll() throws IOException {
        for (ConsumerRecord<byte[], byte[]> message : topic.poll(POLL)) {
            take(message.value());
        }
        writer.flush();
    }

    private void take(byte[] bytes) throws IOException {
        try {
            Telemetry message = TelemetryCodec.decode(bytes);
            if (isOurs(message)) {
                writer.add(bytes);
                messages++;
            }
        } catch (UnreadableTelemetryException e) {
            // It has no run, and the processor puts it aside as well.
        }
    }

    private boolean isOurs(Telemetry message) {
        String attempt = message.getRunId() + "@" + message.getAttempt();
        if (message.hasRunStarted()) {
            RunRef run = new RunRef(
                    message.getRunId(),
                    message.getRunStarted().getName(),
                    message.getAttempt(),
                    message.getRunStarted().getTagsMap());
            if (target.ours().test(run)) {
                ours.add(attempt);
            }
        }
        return ours.contains(attempt);
    }

    private void finish() throws IOException {
        if (messages == 0) {
            writer.abandon();
            target.log()
                    .accept("nothing was sent, so nothing is recorded in "
                            + target.file().path());
        } else {
            writer.close();
            target.log()
                    .accept(messages + " messages recorded in " + target.file().path());
        }
    }

    @Override
    public void close() {
        ending = true;
        if (thread.getState() == Thread.State.NEW) {
            begin();
        }
        try {
            thread.join(LONGEST_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
