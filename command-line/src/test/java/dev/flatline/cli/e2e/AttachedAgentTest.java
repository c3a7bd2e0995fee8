package dev.flatline.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.tools.attach.VirtualMachine;
import dev.flatline.cli.broker.EmbeddedBroker;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.broker.TopicsCreation;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.Topics;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.Telemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agent that is built, in a JVM that was started without it and sits inside one long {@code fit(iterator)}. */
class AttachedAgentTest {

    private static final Path AGENT = Path.of(System.getProperty("flatline.agent.jar", ""));

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = EmbeddedBroker.start(Files.createDirectory(folder.resolve("broker")));
        new TopicsCreation(new GivenBrokers(broker.bootstrapServers())).create();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"healthy, 50", "graph, 3", "parallel, 3"})
    void attachedAndDetachedAgainAndAgainItLeavesNothingOfItself(String kind, int times) throws Exception {
        // Given
        List<String> command = FlatlineProcess.training("trainings.OneFit", "0", kind);

        // Then
        assertLeavesNothing(command, times);
    }

    /** Where {@code FLATLINE_OTHER_JDK} says that there is another one. */
    @Test
    void itLeavesNothingOfItselfOnAnotherJdkEither() throws Exception {
        // Given
        String home = System.getenv("FLATLINE_OTHER_JDK");
        assumeTrue(home != null, "FLATLINE_OTHER_JDK is not set");
        List<String> command = FlatlineProcess.training("trainings.OneFit", "0", "healthy");
        command.set(0, Path.of(home, "bin", "java").toString());

        // Then
        assertLeavesNothing(command, 5);
    }

    private static void assertLeavesNothing(List<String> command, int times) throws Exception {
        // The first compiler only: what is compiled here is soon thrown away.
        try (RunningTraining training =
                RunningTraining.start(folder, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), command)) {
            // When
            for (int i = 0; i < times; i++) {
                String name = training.pid() + "-" + i;
                assertThat(ask(training, settings("run.name=" + name))).isEqualTo("ok: watched");
                awaitSaid(training, "watching run " + name + ",");
                assertThat(ask(training, "detach")).isEqualTo("ok: detached");
            }
            String classes = histogramWithoutAgent(training);
            long open = openAgentJars(training);
            assertThat(training.finish()).isZero();

            // Then
            assertThat(training.said("listeners")).isEqualTo("0");
            assertThat(training.said("threads")).isEqualTo("[]");
            assertThat(training.said("beans")).isEqualTo("0");
            assertThat(training.said("hook calls")).isEqualTo("0");
            assertThat(classes).contains("org.deeplearning4j.nn.multilayer.MultiLayerNetwork");
            assertThat(classes.lines().filter(line -> line.contains("attach.CoreLoader")))
                    .isEmpty();
            assertThat(open).as("the JVM itself keeps one").isLessThanOrEqualTo(1);
            assertThat(training.err())
                    .doesNotContain("errors inside the agent")
                    .doesNotContain("cannot")
                    .doesNotContain("the agent is taken out");
            assertThat(endsOfRuns(training.pid() + "-")).hasSize(times).containsOnly(RunEnded.Status.DETACHED);
            if (!command.contains("parallel")) {
                assertThat(training.said("weights")).isEqualTo(weightsAfter(training.said("iterations"), command));
            }
        }
    }

    /** What the broker has been told of the ends of runs whose ids begin so. */
    private static List<RunEnded.Status> endsOfRuns(String prefix) throws Exception {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.RUNS.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<RunEnded.Status> statuses = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
                    Telemetry telemetry = TelemetryCodec.decode(message.value());
                    if (telemetry.getRunId().startsWith(prefix) && telemetry.hasRunEnded()) {
                        statuses.add(telemetry.getRunEnded().getStatus());
                    }
                }
            }
            return statuses;
        }
    }

    @Test
    void secondAttachAndDetachWithoutAttachAreRefusedInWords() throws Exception {
        try (RunningTraining training = RunningTraining.start(folder, FlatlineProcess.training("trainings.OneFit"))) {
            String servers = settings("run.name=twice");
            assertThat(ask(training, "detach")).startsWith("refused: not watched");
            assertThat(ask(training, "colour=red")).startsWith("refused: ").contains("colour");
            assertThat(ask(training, servers)).isEqualTo("ok: watched");
            assertThat(ask(training, servers)).startsWith("refused: already watched");
            assertThat(ask(training, "detach,reason=enough")).isEqualTo("ok: detached");
            assertThat(training.finish()).isZero();
        }
    }

    @Test
    void anAgentThatCameWithTheCommandLineIsDetachedToo() throws Exception {
        // Given
        List<String> options = List.of("-javaagent:" + AGENT + "=" + settings("run.name=early"));
        List<String> command = FlatlineProcess.training("trainings.OneFit");
        try (RunningTraining training = RunningTraining.start(folder, options, command)) {
            awaitSaid(training, "watching run early,");

            // When
            String answer = ask(training, "detach");

            // Then
            assertThat(answer).isEqualTo("ok: detached");
            assertThat(training.finish()).isZero();
            assertThat(training.said("listeners")).isEqualTo("0");
            assertThat(training.said("threads")).isEqualTo("[]");
            assertThat(endsOfRuns("early")).containsExactly(RunEnded.Status.DETACHED);
        }
    }

    @Test
    void theWorkersOfAParallelWrapperAreOneRunUnderAnAgentOfTheCommandLine() throws Exception {
        // Given
        List<String> options = List.of("-javaagent:" + AGENT + "=" + settings("run.name=workers"));
        List<String> command = FlatlineProcess.training("trainings.OneFit", "200", "parallel");

        // When
        try (RunningTraining training = RunningTraining.start(folder, options, command)) {
            assertThat(training.finish()).isZero();
            assertThat(training.said("iterations")).isEqualTo("200");
        }

        // Then
        ArrivedTelemetry arrived = ArrivedTelemetry.of("workers", broker.bootstrapServers(), true);
        assertThat(arrived.iterations())
                .isEqualTo(LongStream.range(0, 200).boxed().toList());
        assertThat(arrived.all())
                .filteredOn(Telemetry::hasStep)
                .extracting(message -> message.getStep().getWorker())
                .containsOnly(0, 1);
        assertThat(arrived.lastReport().getErrors()).isZero();
        assertThat(endsOfRuns("workers")).containsExactly(RunEnded.Status.COMPLETED);
    }

    private static String settings(String more) {
        return "bootstrap.servers=" + broker.bootstrapServers() + ",spool.directory=" + folder.resolve("spool") + ","
                + more;
    }

    private static String ask(RunningTraining training, String arguments) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(training.pid()));
        try {
            machine.loadAgent(AGENT.toString(), arguments);
            return machine.getSystemProperties().getProperty("flatline.agent.answer");
        } finally {
            machine.detach();
        }
    }

    private static void awaitSaid(RunningTraining training, String words) throws Exception {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!training.err().contains(words)) {
            assertThat(System.nanoTime()).as(training.err()).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    /** The JVM's compiler may hold a class that it is at work on, so the agent has some collections' time to go. */
    private static String histogramWithoutAgent(RunningTraining training) throws Exception {
        String classes = histogram(training);
        for (int i = 0; i < 10 && classes.contains("attach.CoreLoader"); i++) {
            Thread.sleep(1000);
            classes = histogram(training);
        }
        return classes;
    }

    /** The instances of all classes after a full collection. */
    private static String histogram(RunningTraining training) throws Exception {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        String pid = Long.toString(training.pid());
        new ProcessBuilder(jcmd.toString(), pid, "GC.run").start().waitFor();
        Process process = new ProcessBuilder(jcmd.toString(), pid, "GC.class_histogram").start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static long openAgentJars(RunningTraining training) throws IOException {
        Path handles = Path.of("/proc", Long.toString(training.pid()), "fd");
        if (!Files.isDirectory(handles)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(handles)) {
            return all.filter(handle -> target(handle).contains("flatline-agent"))
                    .count();
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String weightsAfter(String iterations, List<String> command) throws Exception {
        List<String> again = new ArrayList<>(command);
        again.set(again.size() - 2, iterations);
        try (RunningTraining alone = RunningTraining.start(folder, again)) {
            assertThat(alone.finish()).isZero();
            return alone.said("weights");
        }
    }
}
