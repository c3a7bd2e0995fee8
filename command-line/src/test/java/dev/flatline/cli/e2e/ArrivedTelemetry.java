package dev.flatline.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.Topics;
import dev.flatline.events.v1.AgentReport;
import dev.flatline.events.v1.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a broker has of one run, in its order. */
record ArrivedTelemetry(List<Telemetry> all) {

    /** Waits until the run's end is there, or, with {@code false}, takes what is there. */
    static ArrivedTelemetry of(String run, String servers, boolean untilItsEnd) throws Exception {
        List<Telemetry> all = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(Topics.TELEMETRY.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            long deadline =
                    System.nanoTime() + Duration.ofSeconds(untilItsEnd ? 60 : 3).toNanos();
            while (System.nanoTime() < deadline && all.stream().noneMatch(Telemetry::hasRunEnded)) {
                for (ConsumerRecord<byte[], byte[]> one : consumer.poll(Duration.ofMillis(200))) {
                    Telemetry telemetry = TelemetryCodec.decode(one.value());
                    if (telemetry.getRunId().equals(run) && new String(one.key(), UTF_8).equals(run)) {
                        all.add(telemetry);
                    }
                }
            }
        }
        return new ArrivedTelemetry(all);
    }

    /** The iterations as the stream processor takes them: of an attempt, none that is not above the last. */
    List<Long> iterations() {
        List<Long> taken = new ArrayList<>();
        Map<Long, Long> last = new HashMap<>();
        for (Telemetry telemetry : all) {
            long iteration = telemetry.getStep().getIteration();
            if (telemetry.hasStep() && iteration > last.getOrDefault(telemetry.getAttempt(), -1L)) {
                last.put(telemetry.getAttempt(), iteration);
                taken.add(iteration);
            }
        }
        return taken;
    }

    /** What the agent says of itself at the run's end. */
    AgentReport lastReport() {
        return all.stream()
                .filter(Telemetry::hasRunEnded)
                .map(telemetry -> telemetry.getRunEnded().getAgent())
                .findFirst()
                .orElseThrow();
    }
}
