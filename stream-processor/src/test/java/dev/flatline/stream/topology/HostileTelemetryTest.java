package dev.flatline.stream.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Alert;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.v1.Layer;
import dev.flatline.events.v1.Model;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.Script;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is on the telemetry topic, the topology goes on, and what it writes is what brokers take. */
class HostileTelemetryTest {

    private static final int MUTATIONS = 20_000;

    /** What a broker takes if it is not told otherwise. */
    private static final int BROKER_LIMIT = 1_048_588;

    @TempDir
    private Path stateDirectory;

    private Driven driven;

    @BeforeEach
    void start() {
        driven = new Driven(stateDirectory);
    }

    @AfterEach
    void stop() {
        driven.close();
    }

    @Test
    void mutatedMessagesHarmNobodyElse() {
        // Given
        Random random = new Random(7);
        driven.send(driven.message("good").setRunStarted(Script.flat().description()));
        List<byte[]> seeds = List.of(
                bytes(driven.message("bad").setRunStarted(Script.flat().description())),
                bytes(driven.message("bad").setStep(Script.flat().step(3))),
                bytes(driven.message("bad").setStep(Script.healthy().step(900))),
                bytes(driven.message("bad").setRunEnded(RunEnded.newBuilder().setStatus(RunEnded.Status.FAILED))));

        // When
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] key = (random.nextInt(10) == 0 ? "good" : "bad").getBytes(StandardCharsets.UTF_8);
            driven.sendRaw(key, mutated(seeds.get(random.nextInt(seeds.size())), random));
        }
        driven.play("good", Script.flat(), 0, 100);

        // Then
        assertThat(driven.putAside).isGreaterThan(MUTATIONS / 10);
        assertThat(driven.deadLetters().getQueueSize()).isEqualTo(driven.putAside);
        assertThat(driven.alerts())
                .filteredOn(alert -> alert.run().id().equals("good"))
                .extracting(alert -> alert.symptom().kind())
                .contains("output-collapse");
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] bytes = random.nextInt(5) == 0 ? Arrays.copyOf(seed, random.nextInt(seed.length)) : seed.clone();
        for (int flips = 1 + random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] bytes(Telemetry.Builder message) {
        return TelemetryCodec.encode(message.build());
    }

    @Test
    void aDeadLetterIsNoLargerThanABrokerTakesAndSaysWhatWasCut() {
        // Given
        byte[] key = new byte[300_000];
        byte[] garbage = new byte[BROKER_LIMIT];
        Arrays.fill(garbage, (byte) 0xff);

        // When
        driven.sendRaw(key, garbage);

        // Then
        TestRecord<byte[], byte[]> letter = driven.deadLetters().readRecord();
        assertThat(letter.value().length + letter.key().length).isLessThan(BROKER_LIMIT - 10_000);
        assertThat(header(letter, "flatline.cut")).isEqualTo(Integer.toString(BROKER_LIMIT));
        assertThat(header(letter, "flatline.reason")).startsWith("not a protobuf message");
        assertThat(header(letter, "flatline.origin")).isEqualTo("flatline.telemetry-0@0");
    }

    @Test
    void ofANetworkWithThousandsOfLayersAlertsAndSignalsFitIntoAMessage() {
        // Given
        int layers = 9_000;
        driven.send(driven.message("deep").setRunStarted(described(layers)));

        // When
        for (long i = 0; i < 3; i++) {
            driven.send(driven.message("deep")
                    .setStep(Script.flat().step(i).toBuilder()
                            .addLayers(Script.flat().step(i).getLayers(0).toBuilder()
                                    .setLayer(layers - 1))));
        }

        // Then
        assertThat(driven.steps).isEqualTo(3);
        assertThat(driven.signals()).isNotEmpty().allMatch(bytes -> bytes.length < BROKER_LIMIT);
        assertThat(driven.states().get("deep").length).isGreaterThan(BROKER_LIMIT);
    }

    @Test
    void aRunWhoseStateWouldNotFitIsPutAsideWithAReason() {
        // Given
        String text = "x".repeat(TrainingTopology.LARGEST_STATE);

        // When
        driven.send(driven.message("huge").setRunStarted(RunStarted.newBuilder().setName(text)));

        // Then
        assertThat(driven.states().get("huge")).isNull();
        assertThat(header(driven.deadLetters().readRecord(), "flatline.reason"))
                .contains("in lifecycle")
                .contains("too many layers");
        assertThat(driven.putAside).isOne();
    }

    @Test
    void aStateThatCannotBeReadIsCountedAndItsRunBeginsAnew() {
        // Given
        driven.play("digits", Script.flat(), 0, 30);
        byte[] damaged = Arrays.copyOf(driven.states().get("digits"), 50);
        driven.states().put("digits", damaged);

        // When
        driven.play("digits", Script.flat(), 30, 130);

        // Then
        assertThat(driven.statesLost).isOne();
        assertThat(driven.putAside).isZero();
        assertThat(driven.alerts()).extracting(Alert::firstIteration).contains(49L);
    }

    private static RunStarted described(int layers) {
        Model.Builder model = Model.newBuilder().setKind("ComputationGraph");
        for (int i = 0; i < layers; i++) {
            model.addLayers(Layer.newBuilder().setName("block-" + i + "-" + "n".repeat(80)));
        }
        return RunStarted.newBuilder().setName("deep").setModel(model).build();
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
