package dev.flatline.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flatline.cli.e2e.FlatlineProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code flatline run} with its own pipeline, on real commands and real trainings. */
class RunTest {

    @TempDir
    private Path folder;

    @Test
    void aCommandWithoutTrainingKeepsItsOutputAndItsExitCode() throws Exception {
        // When
        Ended ended = run(List.of(), List.of("sh", "-c", "echo to out; exit 4"));

        // Then
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.out()).isEqualTo("to out\n");
        assertThat(ended.err()).contains("No DL4J training was seen in that command");
        assertThat(ended.report().toString()).isEqualTo("{\"version\":1,\"runs\":[]}");
    }

    @Test
    void nothingButFlatlinesOwnWordsIsPrinted() throws Exception {
        // When
        Ended ended = run(List.of(), List.of("true"));

        // Then
        assertThat(ended.err().lines().filter(line -> !line.isBlank()))
                .allMatch(line -> line.startsWith("flatline: ") || line.startsWith("== ") || line.startsWith("   "));
    }

    @Test
    void aCommandThatDoesNotExistIsWrongUse() throws Exception {
        // When
        Ended ended = run(List.of(), List.of("/no/such/command"));

        // Then
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("Cannot start '/no/such/command'");
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void anEndOfFlatlineEndsTheTrainingToo(String signal, int code) throws Exception {
        // Given
        FlatlineProcess flatline =
                FlatlineProcess.start(folder, arguments(List.of(), FlatlineProcess.training("trainings.Endless")));
        ProcessHandle training = flatline.commandPid();
        if (signal.equals("INT") && flatline.ignoresInterrupts()) {
            flatline.kill();
            training.destroyForcibly();
            abort("started in the background of a shell, which makes it deaf to SIGINT");
        }

        // When
        flatline.signal(signal);
        Ended ended = flatline.await();

        // Then
        assertThat(ended.code()).isEqualTo(code);
        assertThat(training.isAlive()).isFalse();
        assertThat(onlyRun(ended).get("status").asText()).isEqualTo("killed");
        assertThat(ended.err()).contains("flatline: asked to end: stopping the command");
    }

    @Test
    void aTrainingThatIsKilledIsSaidToBe() throws Exception {
        // Given
        FlatlineProcess flatline =
                FlatlineProcess.start(folder, arguments(List.of(), FlatlineProcess.training("trainings.Endless")));
        ProcessHandle training = flatline.commandPid();
        flatline.waitFor("err", Pattern.compile("Endless: iteration \\d+"));

        // When
        training.destroyForcibly();
        Ended ended = flatline.await();

        // Then
        assertThat(ended.code()).isEqualTo(137);
        assertThat(onlyRun(ended).get("status").asText()).isEqualTo("killed");
        assertThat(ended.err()).contains("killed (the process was ended by SIGKILL (exit code 137))");
    }

    @Test
    void aCollapsingTrainingIsCaughtAndExplained() throws Exception {
        // When
        Ended ended = run(
                List.of("--name", "flat", "--fail-on", "critical"), FlatlineProcess.training("trainings.Collapsing"));

        // Then
        assertThat(ended.code()).isEqualTo(3);
        assertThat(onlyRun(ended).get("run").asText()).isEqualTo("flat");
        assertThat(onlyRun(ended).get("iterations").asInt()).isEqualTo(400);
        assertThat(kinds(ended)).contains("output-collapse");
        assertThat(onlyRun(ended).get("diagnosis").get("fix").asText()).contains("Activation.");
        assertThat(ended.err())
                .contains("!! CRITICAL  ")
                .contains("output-collapse (constant)")
                .contains("== flat: completed after 400 iterations ==")
                .contains("Fix  ");
    }

    @Test
    void aHealthyTrainingIsLeftInPeaceAndEndsWithTheSameWeights() throws Exception {
        // Given
        List<String> training = FlatlineProcess.training("trainings.Healthy");
        String alone = outputOf(training);

        // When
        Ended ended = run(List.of("--fail-on", "warning"), training);

        // Then
        assertThat(ended.out()).isEqualTo(alone).startsWith("weights ");
        assertThat(ended.code()).isZero();
        assertThat(kinds(ended)).isEmpty();
        assertThat(onlyRun(ended).get("name").asText()).isEqualTo("Healthy");
        assertThat(onlyRun(ended).get("diagnosis").isNull()).isTrue();
        assertThat(ended.err()).contains("No fault found in 300 iterations.");
    }

    @Test
    void theDemoThatLeavesItsPlateauIsNotCalledCollapsed() throws Exception {
        // When
        Ended ended = run(
                List.of(),
                FlatlineProcess.training(
                        "dev.flatline.examples.SigmoidCnn", "--learning-rate", "1e-3", "--iterations", "350"));

        // Then
        assertThat(ended.code()).isZero();
        assertThat(onlyRun(ended).get("iterations").asLong()).isEqualTo(350);
        assertThat(kinds(ended)).doesNotContain("output-collapse");
    }

    private Ended run(List<String> options, List<String> command) throws Exception {
        return FlatlineProcess.start(folder, arguments(options, command)).await();
    }

    private static List<String> arguments(List<String> options, List<String> command) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(options);
        arguments.add("--");
        arguments.addAll(command);
        return arguments;
    }

    private String outputOf(List<String> command) throws Exception {
        Path out = folder.resolve("alone");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectErrorStream(false)
                .redirectError(folder.resolve("alone.err").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(out);
    }

    private static JsonNode onlyRun(Ended ended) {
        JsonNode runs = ended.report().get("runs");
        assertThat(runs).as(ended.err()).hasSize(1);
        return runs.get(0);
    }

    private static List<String> kinds(Ended ended) {
        return StreamSupport.stream(onlyRun(ended).get("alerts").spliterator(), false)
                .map(alert -> alert.get("kind").asText())
                .toList();
    }
}
