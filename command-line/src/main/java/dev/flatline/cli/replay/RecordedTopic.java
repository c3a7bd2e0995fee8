package dev.flatline.cli.replay;

import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.record.TelemetryTopic;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.UnreadableTelemetryException;
import dev.flatline.events.v1.Telemetry;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What brokers still have of the telemetry topic, up to now.
 *
 * @param brokers that answer and have the topic
 */
public record RecordedTopic(GivenBrokers brokers) implements TelemetrySource {

    private static final Duration POLL = Duration.ofMillis(500);

    @Override
    public void forEach(Consumer<Telemetry> taker) {
        try (TelemetryTopic topic = TelemetryTopic.untilNow(brokers)) {
            while (!topic.isAtEnd()) {
                for (ConsumerRecord<byte[], byte[]> message : topic.poll(POLL)) {
                    take(message.value(), taker);
                }
            }
        }
    }

    private static void take(byte[] bytes, Consumer<Telemetry> taker) {
        try {
            taker.accept(TelemetryCodec.decode(bytes));
        } catch (UnreadableTelemetryException e) {
            // The processor puts it aside as well.
        }
    }
}
