package dev.flatline.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.broker.EmbeddedBroker;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.broker.TopicsCreation;
import dev.flatline.cli.e2e.FlatlineProcess.Ended;
import dev.flatline.cli.ending.Endings;
import dev.flatline.cli.ending.TemporaryDirectory;
import dev.flatline.cli.watch.LocalPipeline;
import dev.flatline.events.Topics;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code flatline run --bootstrap-servers}: a cluster that is there already, with a processor at work on it. */
class ClusterTest {

    private static LocalPipeline cluster;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startCluster() throws Exception {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
        cluster = LocalPipeline.start(
                new LocalPipeline.Settings(0, new ConsoleSettings(nowhere, false), new Endings(), null));
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({"trainings.Throwing, 1", "trainings.Exiting, 5"})
    void aTrainingThatEndsBadlyIsSaidToHaveFailed(String main, int code) throws Exception {
        // When
        Ended ended = watch(List.of(), FlatlineProcess.training(main)).await();

        // Then
        assertThat(ended.code()).isEqualTo(code);
        JsonNode run = ended.report().get("runs").get(0);
        assertThat(run.get("status").asText()).as(ended.err()).isEqualTo("failed");
        assertThat(run.get("iterations").asInt()).isEqualTo(50);
        assertThat(ended.err()).contains("failed (");
    }

    @Test
    void alertsOfTheClusterAboutThisCommandArePrinted() throws Exception {
        // When
        Ended ended = watch(
                        List.of("--name", "here", "--tag", "team=vision", "--fail-on", "critical"),
                        FlatlineProcess.training("trainings.Collapsing"))
                .await();

        // Then
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .contains("!! CRITICAL  ")
                .contains("in run here")
                .contains("== here: completed");
    }

    @Test
    void garbageGoesToTheDeadLetterTopicAndTheRestIsProcessed() throws Exception {
        // Given
        byte[] garbage = "no telemetry".getBytes(UTF_8);
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.TELEMETRY.name(), "x".getBytes(UTF_8), garbage))
                    .get(10, TimeUnit.SECONDS);
        }

        // When
        Ended ended =
                watch(List.of(), FlatlineProcess.training("trainings.Healthy")).await();

        // Then
        assertThat(ended.err()).contains("No fault found in 300 iterations.");
        Words letters = Words.of("dead-letters", "--bootstrap-servers", cluster.bootstrapServers());
        assertThat(letters.out())
                .contains("flatline.telemetry-")
                .contains("Why       not a protobuf message")
                .contains("12 bytes: begins with 6e 6f 20 74")
                .contains("no telemetry")
                .contains("Key       x\n")
                .contains("1 message, 1 reason");
    }

    @Test
    void aBrokerThatGoesAwayLeavesTheTrainingRunningToItsEnd() throws Exception {
        // Given
        TemporaryDirectory directory = TemporaryDirectory.create(new Endings());
        EmbeddedBroker broker = EmbeddedBroker.start(directory.path());
        GivenBrokers brokers = new GivenBrokers(broker.bootstrapServers());
        new TopicsCreation(brokers).create();
        Files.createFile(folder.resolve("go-on"));
        FlatlineProcess flatline = FlatlineProcess.start(
                folder,
                List.of(
                        "run",
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--",
                        "sh",
                        "-c",
                        "while [ -e " + folder.resolve("go-on") + " ]; do sleep 0.1; done; "
                                + String.join(" ", FlatlineProcess.training("trainings.Healthy"))));
        flatline.waitFor("err", Pattern.compile("watching"));

        // When
        broker.close();
        directory.close();
        Files.delete(folder.resolve("go-on"));
        Ended ended = flatline.await();

        // Then
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("weights ");
    }

    private FlatlineProcess watch(List<String> options, List<String> command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", "--bootstrap-servers", cluster.bootstrapServers()));
        arguments.addAll(options);
        arguments.add("--");
        arguments.addAll(command);
        return FlatlineProcess.start(folder, arguments);
    }
}
