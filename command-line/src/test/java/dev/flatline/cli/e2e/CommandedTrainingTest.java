package dev.flatline.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.cli.broker.EmbeddedBroker;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.broker.TopicsCreation;
import dev.flatline.events.CommandCodec;
import dev.flatline.events.Topics;
import dev.flatline.events.v1.Command;
import dev.flatline.events.v1.CommandOutcome;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.Stop;
import dev.flatline.events.v1.Telemetry;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that comes through a real broker to the agent that is built. */
class CommandedTrainingTest {

    @TempDir
    private Path folder;

    private EmbeddedBroker broker;

    @BeforeEach
    void startBroker() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("kafka"));
        new TopicsCreation(new GivenBrokers(broker.bootstrapServers())).create();
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    private List<String> agent(String more) {
        return List.of("-javaagent:" + System.getProperty("flatline.agent.jar") + "=bootstrap.servers="
                + broker.bootstrapServers() + ",run.name=endless,spool.bytes=0,commands.checkpoint.directory="
                + folder.resolve("checkpoints") + more);
    }

    private void send(Command command) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.COMMANDS.name(), command.getRunId().getBytes(UTF_8), CommandCodec.encode(command)))
                    .get();
        }
    }

    private static Command stop(String id) {
        return Command.newBuilder()
                .setSchema(1)
                .setCommandId(id)
                .setRunId("endless")
                .setStop(Stop.getDefaultInstance())
                .build();
    }

    private void sendUntilStopped(RunningTraining training) throws Exception {
        long deadline = System.nanoTime() + 60_000_000_000L;
        for (int i = 0; training.isAlive(); i++) {
            assertThat(System.nanoTime()).as(training.err()).isLessThan(deadline);
            // The agent listens from the moment at which it reached the broker.
            send(stop("stop-" + i));
            Thread.sleep(500);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"healthy", "graph"})
    void aFitWithoutEndIsEndedAfterACheckpointAndTheProgramGoesOn(String kind) throws Exception {
        // Given
        List<String> allowing = agent(",commands.allowed=stop,commands.unauthenticated=true");
        try (RunningTraining training =
                RunningTraining.start(folder, allowing, FlatlineProcess.training("trainings.OneFit", "0", kind))) {
            // When
            sendUntilStopped(training);

            // Then
            assertThat(training.finish()).isZero();
            long iterations = Long.parseLong(training.said("iterations"));
            ArrivedTelemetry arrived = ArrivedTelemetry.of("endless", broker.bootstrapServers(), true);
            assertThat(arrived.all())
                    .filteredOn(Telemetry::hasRunEnded)
                    .extracting(message -> message.getRunEnded().getStatus())
                    .containsExactly(RunEnded.Status.COMPLETED);
            CommandOutcome outcome = arrived.all().stream()
                    .filter(Telemetry::hasCommandOutcome)
                    .map(Telemetry::getCommandOutcome)
                    .filter(one -> one.getStatus() == CommandOutcome.Status.DONE)
                    .findFirst()
                    .orElseThrow();
            assertThat(outcome.getReason()).endsWith("; fit ends");
            // What was loaded ahead is given, but not trained on.
            assertThat(iterations).isBetween(outcome.getIteration(), outcome.getIteration() + 3);
            Model model = kind.equals("graph")
                    ? ModelSerializer.restoreComputationGraph(new File(outcome.getFile()))
                    : ModelSerializer.restoreMultiLayerNetwork(new File(outcome.getFile()));
            assertThat(model.numParams()).isPositive();
        }
    }
}
