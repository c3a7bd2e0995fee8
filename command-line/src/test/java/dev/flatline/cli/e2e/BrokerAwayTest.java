package dev.flatline.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flatline.cli.broker.EmbeddedBroker;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.broker.TopicsCreation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training whose broker goes away and comes back, with the agent that is built and a real broker. */
class BrokerAwayTest {

    private static final long MUCH = 64L << 20;
    private static final long LITTLE = 1L << 20;

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

    private RunningTraining train(String run, long bytes) throws Exception {
        return RunningTraining.start(folder, agent(run, bytes), FlatlineProcess.training("trainings.UntilTold"));
    }

    private List<String> agent(String run, long bytes) {
        return List.of("-javaagent:" + System.getProperty("flatline.agent.jar") + "=bootstrap.servers="
                + broker.bootstrapServers() + ",run.name=" + run + ",spool.bytes=" + bytes + ",spool.directory="
                + folder.resolve("spool"));
    }

    private static void await(RunningTraining training, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!condition.call()) {
            assertThat(System.nanoTime() < deadline && training.isAlive())
                    .as(training.out() + training.err())
                    .isTrue();
            Thread.sleep(50);
        }
    }

    private static long at(RunningTraining training) throws IOException {
        return training.out()
                .lines()
                .filter(line -> line.startsWith("at "))
                .mapToLong(line -> Long.parseLong(line.substring(3)))
                .max()
                .orElse(0);
    }

    private List<Path> spooled() {
        if (!Files.exists(folder.resolve("spool"))) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder.resolve("spool"))) {
            return all.filter(file -> file.toString().matches(".*[.](steps|run)"))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException | IOException e) {
            // A file went while we looked.
            return spooled();
        }
    }

    private static List<Long> upTo(String iterations) {
        return LongStream.range(0, Long.parseLong(iterations)).boxed().toList();
    }

    /**
     * Ten minutes, compressed into seconds: no setting of the agent's is another than by default but the spool's size, and the
     * training makes three times as many messages meanwhile as the memory bears. What ten minutes have more of is attempts.
     */
    @Test
    void everyIterationArrivesOnceAndInOrderAfterAnOutageLongerThanMemoryBears() throws Exception {
        try (RunningTraining training = train("steady", MUCH)) {
            await(training, () -> at(training) >= 500);

            // When
            broker.close();
            long lost = at(training);
            await(training, () -> at(training) >= lost + 6000 && spooled().size() > 1);
            broker = broker.again();
            await(training, () -> spooled().isEmpty());
            long back = at(training);
            await(training, () -> at(training) >= back + 1000);
            assertThat(training.finish()).isZero();

            // Then
            ArrivedTelemetry arrived = ArrivedTelemetry.of("steady", broker.bootstrapServers(), true);
            assertThat(arrived.iterations()).isEqualTo(upTo(training.said("iterations")));
            assertThat(arrived.lastReport().getDropped()).isZero();
            assertThat(arrived.lastReport().getSpooled()).isZero();
            assertThat(arrived.all()).anyMatch(one -> one.getStep().getAgent().getSpooled() > 2048);
            assertThat(arrived.all()).allMatch(one -> one.getStep().getAgent().getBufferBytes() <= 32 << 20);
        }
    }

    @Test
    void aFullSpoolCostsTheOldestAndTheCountIsWhatIsMissing() throws Exception {
        // Given
        broker.close();

        try (RunningTraining training = train("full", LITTLE)) {
            // When
            await(training, () -> training.err().contains("are full"));
            long full = at(training);
            await(training, () -> at(training) >= full + 4000);
            training.tell("rest");
            broker = broker.again();
            await(training, () -> spooled().isEmpty());
            training.tell("go on");
            long rested = at(training);
            await(training, () -> at(training) >= rested + 500);
            assertThat(training.finish()).isZero();

            // Then
            ArrivedTelemetry arrived = ArrivedTelemetry.of("full", broker.bootstrapServers(), true);
            long dropped = arrived.lastReport().getDropped();
            List<Long> all = upTo(training.said("iterations"));
            assertThat(dropped).isGreaterThan(1000);
            assertThat(arrived.iterations()).isEqualTo(all.subList((int) dropped, all.size()));
            assertThat(arrived.all().get(0).hasRunStarted()).isTrue();
        }
    }

    /** Where a full spool is sent while more is written, what is just being sent is older than what goes. */
    @Test
    void whatIsLostWhileAFullSpoolIsBeingSentIsCountedToo() throws Exception {
        // Given
        broker.close();

        try (RunningTraining training = train("sent", LITTLE)) {
            // When
            await(training, () -> training.err().contains("are full"));
            broker = broker.again();
            await(training, () -> spooled().isEmpty());
            assertThat(training.finish()).isZero();

            // Then
            ArrivedTelemetry arrived = ArrivedTelemetry.of("sent", broker.bootstrapServers(), true);
            long missing = Long.parseLong(training.said("iterations"))
                    - arrived.iterations().size();
            assertThat(arrived.lastReport().getDropped()).isPositive().isEqualTo(missing);
            assertThat(arrived.iterations()).isSorted().doesNotHaveDuplicates().doesNotContain(0L);
        }
    }

    @Test
    void aNameServerThatDoesNotAnswerHoldsNeitherTheTrainingNorTheTelemetry() throws Exception {
        // Given: the JVM looks for hosts in a file, and reading this one waits for ever.
        Path hosts = folder.resolve("hosts");
        assumeTrue(new ProcessBuilder("mkfifo", hosts.toString()).start().waitFor() == 0, "no mkfifo here");
        List<String> options = List.of(
                "-Djdk.net.hosts.file=" + hosts,
                "-javaagent:" + System.getProperty("flatline.agent.jar")
                        + "=bootstrap.servers=broker.example:9092,run.name=unresolved,spool.bytes=" + MUCH
                        + ",spool.directory=" + folder.resolve("spool"));

        try (RunningTraining training =
                RunningTraining.start(folder, options, FlatlineProcess.training("trainings.UntilTold"))) {
            // When
            await(training, () -> at(training) >= 4000);
            String connecting = training.stackOf("flatline-agent-connection");
            String sending = training.stackOf("flatline-agent-sender");
            assertThat(training.finish()).isZero();

            // Then
            assertThat(connecting).contains("java.net.InetAddress").contains("FileInputStream.open0");
            assertThat(sending).isNotEmpty().doesNotContain("java.net.");
            assertThat(training.err())
                    .contains("before all telemetry reached the broker at broker.example:9092")
                    .contains(Long.parseLong(training.said("iterations")) + 2 + " messages wait on disk");
        }
    }

    @Test
    void whatAKilledProcessLeftIsSentByTheNextOneWithoutWhatIsDamaged() throws Exception {
        // Given
        broker.close();
        try (RunningTraining training = train("killed", MUCH)) {
            await(training, () -> spooled().size() > 5);
        }
        List<Path> files = spooled();
        damage(files.get(2));
        cut(files.get(files.size() - 1));
        broker = broker.again();

        try (RunningTraining next = train("next", MUCH)) {
            // When
            await(next, () -> at(next) >= 500 && spooled().isEmpty());
            assertThat(next.finish()).isZero();

            // Then
            ArrivedTelemetry killed = ArrivedTelemetry.of("killed", broker.bootstrapServers(), false);
            List<Long> expected = upTo(Long.toString(killed.iterations().size() + 1));
            assertThat(killed.iterations()).hasSizeGreaterThan(1000).isSorted().isSubsetOf(expected);
            assertThat(killed.all().get(0).hasRunStarted()).isTrue();
            assertThat(next.err()).contains("of earlier trainings").contains("2 more were lost");
            ArrivedTelemetry after = ArrivedTelemetry.of("next", broker.bootstrapServers(), true);
            assertThat(after.iterations()).isEqualTo(upTo(next.said("iterations")));
            assertThat(after.lastReport().getDropped()).isEqualTo(2);
        }
    }

    private static void damage(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
    }

    private static void cut(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 5);
        }
    }

    @Test
    void whereNothingCanBeWrittenOneLineSaysSoAndTheTrainingGoesOn() throws Exception {
        // Given
        broker.close();
        Files.writeString(folder.resolve("spool"), "no directory");

        try (RunningTraining training = train("unwritable", MUCH)) {
            // When
            await(training, () -> at(training) >= 500 && training.err().contains("cannot keep telemetry"));
            assertThat(training.finish()).isZero();

            // Then
            assertThat(training.err()).containsOnlyOnce("cannot keep telemetry").contains("training goes on");
        }
    }

    @Test
    void whenTheDiskIsFullTheNewestIsKeptInMemoryAndTheCountIsStillExact() throws Exception {
        // Given
        broker.close();
        List<String> command = new ArrayList<>(FlatlineProcess.training("trainings.UntilTold"));
        command.addAll(1, agent("disk", MUCH));
        // The system says EFBIG in the middle of a file, as it says ENOSPC on a full disk.
        String limited = "ulimit -f 200; exec \"$@\"";

        try (RunningTraining training = RunningTraining.start(
                folder,
                Stream.concat(Stream.of("sh", "-c", limited, "sh"), command.stream())
                        .toList())) {
            // When
            await(training, () -> training.err().contains("cannot keep telemetry"));
            long failed = at(training);
            await(training, () -> at(training) >= failed + 4000);
            broker = broker.again();
            await(training, () -> spooled().isEmpty());
            assertThat(training.finish()).isZero();

            // Then
            ArrivedTelemetry arrived = ArrivedTelemetry.of("disk", broker.bootstrapServers(), true);
            long missing = Long.parseLong(training.said("iterations"))
                    - arrived.iterations().size();
            assertThat(arrived.lastReport().getDropped()).isPositive().isEqualTo(missing);
            assertThat(arrived.iterations()).isSorted();
        }
    }
}
