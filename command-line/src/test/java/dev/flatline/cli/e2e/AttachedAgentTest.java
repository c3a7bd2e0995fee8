package dev.flatline.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent that is built, in a JVM that was started without it and sits inside one long {@code fit(iterator)}. */
class AttachedAgentTest {

    private static final int TIMES = 50;
    private static final Path AGENT = Path.of(System.getProperty("flatline.agent.jar", ""));

    @TempDir
    private Path folder;

    @Test
    void attachedAndDetachedFiftyTimesItLeavesOneCopyOfItselfAtMostAndTheSameWeights() throws Exception {
        try (RunningTraining training = RunningTraining.start(folder, FlatlineProcess.training("trainings.OneFit"))) {
            // When
            for (int i = 0; i < TIMES; i++) {
                assertThat(ask(training, "bootstrap.servers=127.0.0.1:1,run.name=r" + i))
                        .isEqualTo("ok: watched");
                awaitSaid(training, "watching run r" + i + ",");
                assertThat(ask(training, "detach")).isEqualTo("ok: detached");
            }
            String classes = histogram(training);
            long open = openAgentJars(training);
            assertThat(training.finish()).isZero();

            // Then
            assertThat(training.said("listeners")).isEqualTo("0");
            assertThat(training.said("threads")).isEqualTo("[]");
            assertThat(training.said("beans")).isEqualTo("0");
            assertThat(training.said("hook calls")).isEqualTo("0");
            assertThat(classes).contains("org.deeplearning4j.nn.multilayer.MultiLayerNetwork");
            // One copy of the agent stays, whatever the number of attaches; what keeps it is not known yet.
            assertThat(classes.lines().filter(line -> line.contains("attach.CoreLoader")))
                    .allSatisfy(
                            line -> assertThat(line.strip().split(" +", -1)[1]).isEqualTo("1"));
            assertThat(open).as("the JVM itself keeps one").isLessThanOrEqualTo(1);
            assertThat(training.err()).doesNotContain("errors inside the agent").doesNotContain("cannot watch");
            assertThat(training.said("weights")).isEqualTo(weightsAfter(training.said("iterations")));
        }
    }

    @Test
    void secondAttachAndDetachWithoutAttachAreRefusedInWords() throws Exception {
        try (RunningTraining training = RunningTraining.start(folder, FlatlineProcess.training("trainings.OneFit"))) {
            assertThat(ask(training, "detach")).startsWith("refused: not watched");
            assertThat(ask(training, "colour=red")).startsWith("refused: ").contains("colour");
            assertThat(ask(training, "bootstrap.servers=127.0.0.1:1")).isEqualTo("ok: watched");
            assertThat(ask(training, "bootstrap.servers=127.0.0.1:1")).startsWith("refused: already watched");
            assertThat(ask(training, "detach,reason=enough")).isEqualTo("ok: detached");
            assertThat(training.finish()).isZero();
        }
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

    private String weightsAfter(String iterations) throws Exception {
        try (RunningTraining alone =
                RunningTraining.start(folder, FlatlineProcess.training("trainings.OneFit", iterations))) {
            assertThat(alone.finish()).isZero();
            return alone.said("weights");
        }
    }
}
