package dev.flatline.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertCodec;
import dev.flatline.cli.broker.EmbeddedBroker;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.broker.TopicsCreation;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.Topics;
import dev.flatline.events.v1.LabelStep;
import dev.flatline.events.v1.LossFamily;
import dev.flatline.events.v1.OutputStep;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.rules.Rules;
import dev.flatline.stream.topology.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processors, killed at random moments under load: every alert is on its topic once, in order, as if nothing had
 * happened. {@code -Dkills=100} kills more often.
 */
class KilledProcessorTest {

    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final int RUNS = 12;
    private static final int STEPS_PER_KILL = 200;
    private static final int CLASSES = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Random random = new Random(KILLS);

    @TempDir
    private Path folder;

    @Test
    void everyAlertIsToldOnceAndInOrderThoughProcessorsAreKilled() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"))) {
            // Given
            GivenBrokers brokers = new GivenBrokers(broker.bootstrapServers());
            new TopicsCreation(brokers).create();
            FlatlineProcess[] processors = {processor(brokers, 0), processor(brokers, 1)};
            Replay undisturbed = new Replay(Rules.STANDARD);
            Map<String, List<Alert>> expected = new LinkedHashMap<>();

            // When
            try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                    brokers.settings(Map.of("linger.ms", 0)), new StringSerializer(), new ByteArraySerializer())) {
                for (int kill = 0; kill < KILLS; kill++) {
                    send(producer, undisturbed, expected, kill);
                    Thread.sleep(random.nextInt(500));
                    int victim = random.nextInt(2);
                    processors[victim].kill();
                    processors[victim] = processor(brokers, victim);
                }
            }
            Map<String, List<Alert>> told = told(brokers, size(expected));
            for (FlatlineProcess processor : processors) {
                processor.kill();
            }

            // Then
            assertThat(size(expected)).isGreaterThanOrEqualTo(RUNS * KILLS);
            assertThat(told).containsExactlyInAnyOrderEntriesOf(expected);
        }
    }

    private FlatlineProcess processor(GivenBrokers brokers, int number) throws IOException {
        Path own = folder.resolve("processor-" + number);
        return FlatlineProcess.start(
                own,
                List.of(
                        "processor",
                        "--bootstrap-servers",
                        brokers.bootstrapServers(),
                        "--metrics-port",
                        "0",
                        "--no-page",
                        "--instance-id",
                        Integer.toString(number),
                        "--state-dir",
                        own.resolve("state").toString()));
    }

    /** One episode of a collapse for each run, and what a processor that is left alone tells of it. */
    private void send(
            KafkaProducer<String, byte[]> producer, Replay undisturbed, Map<String, List<Alert>> expected, int kill)
            throws InterruptedException {
        for (long i = (long) kill * STEPS_PER_KILL; i < (long) (kill + 1) * STEPS_PER_KILL; i++) {
            for (String run : runs()) {
                Telemetry message = message(run, i, i % STEPS_PER_KILL < STEPS_PER_KILL / 2);
                Future<?> unused = producer.send(
                        new ProducerRecord<>(Topics.TELEMETRY.name(), run, TelemetryCodec.encode(message)));
                expected.computeIfAbsent(run, name -> new ArrayList<>())
                        .addAll(undisturbed.take(message).alerts());
            }
            Thread.sleep(5);
        }
    }

    private static List<String> runs() {
        return IntStream.range(0, RUNS).mapToObj(i -> "run-" + i).toList();
    }

    private static int size(Map<String, List<Alert>> alerts) {
        return alerts.values().stream().mapToInt(List::size).sum();
    }

    private static Telemetry message(String run, long iteration, boolean flat) {
        return Telemetry.newBuilder()
                .setSchema(TelemetryCodec.SCHEMA)
                .setRunId(run)
                .setAttempt(1)
                .setSequence(iteration)
                .setTimeMillis(1_000_000 + 100 * iteration)
                .setStep(Step.newBuilder()
                        .setIteration(iteration)
                        .setScore(flat ? Math.log(CLASSES) : 0.5)
                        .setBatchSize(32)
                        .addOutputs(output(flat)))
                .build();
    }

    private static OutputStep output(boolean flat) {
        return OutputStep.newBuilder()
                .setUnits(CLASSES)
                .setRows(32)
                .setTotalVariance(flat ? 1e-9 : 0.4)
                .setDistinctArgMax(flat ? 1 : CLASSES)
                .setTopClassShare(flat ? 1 : 0.3f)
                .setDataLoss(flat ? Math.log(CLASSES) : 0.5)
                .setFamily(LossFamily.CROSS_ENTROPY)
                .setLabels(LabelStep.newBuilder()
                        .addAllMean(Collections.nCopies(CLASSES, 0.25f))
                        .addAllVariance(Collections.nCopies(CLASSES, 0.1875f))
                        .addAllClassCounts(Collections.nCopies(CLASSES, 8L)))
                .build();
    }

    /** All that is on the topic once there is as much as expected and nothing more comes for two seconds. */
    private static Map<String, List<Alert>> told(GivenBrokers brokers, int expected) throws IOException {
        Map<String, Object> settings =
                brokers.settings(Map.of("isolation.level", "read_committed", "auto.offset.reset", "earliest"));
        Map<String, List<Alert>> told = new LinkedHashMap<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(Topics.ALERTS.name(), 0)));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            long last = System.nanoTime();
            while (System.nanoTime() < deadline
                    && (size(told) < expected || System.nanoTime() - last < 2_000_000_000L)) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                    Alert alert = AlertCodec.decode(message.value());
                    told.computeIfAbsent(alert.run().id(), name -> new ArrayList<>())
                            .add(alert);
                    last = System.nanoTime();
                }
            }
        }
        return told;
    }
}
