package dev.flatline.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flatline.cli.e2e.FlatlineProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code flatline attach}, {@code detach} and {@code jobs} on a job inside one long {@code fit(iterator)}. */
class AttachTest {

    @TempDir
    private Path folder;

    @Test
    void aCollapseInARunningJobIsFoundAndDetachingElsewhereEndsTheWatching() throws Exception {
        try (RunningTraining job = start(List.of(), "trainings.OneFit", "0", "collapsing")) {
            // Given
            FlatlineProcess flatline = FlatlineProcess.start(folder, attach(job, "--name", "flat"));
            flatline.waitFor("err", Pattern.compile("output-collapse \\(constant\\)"));
            assertThat(flatline("jobs").out()).containsPattern(job.pid() + " .* yes +trainings.OneFit");
            assertThat(flatline("attach", Long.toString(job.pid())).err()).contains("already watched");

            // When
            Ended detached = flatline("detach", Long.toString(job.pid()));
            Ended ended = flatline.await();

            // Then
            assertThat(detached.code()).as(detached.err()).isZero();
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(onlyRun(ended).get("run").asText()).isEqualTo("flat");
            assertThat(onlyRun(ended).get("status").asText()).isEqualTo("detached");
            assertThat(onlyRun(ended).get("alerts")).isNotEmpty();
            assertThat(flatline("jobs").out()).containsPattern(job.pid() + " .* no +trainings.OneFit");
            assertThat(job.finish()).isZero();
            assertThat(job.said("hook calls")).isEqualTo("0");
        }
    }

    @Test
    void aJobThatEndsEndsTheWatching() throws Exception {
        try (RunningTraining job = start(List.of(), "trainings.OneFit")) {
            // Given
            FlatlineProcess flatline = FlatlineProcess.start(folder, attach(job));
            flatline.waitFor("err", Pattern.compile("OneFit: iteration \\d+"));

            // When
            assertThat(job.finish()).isZero();
            Ended ended = flatline.await();

            // Then
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(onlyRun(ended).get("status").asText()).isEqualTo("completed");
        }
    }

    @Test
    void ctrlCDetachesAndTheJobGoesOn() throws Exception {
        try (RunningTraining job = start(List.of(), "trainings.OneFit")) {
            // Given
            FlatlineProcess flatline = FlatlineProcess.start(folder, attach(job));
            assumeFalse(flatline.ignoresInterrupts(), "started in the background of a shell");
            flatline.waitFor("err", Pattern.compile("OneFit: iteration \\d+"));

            // When
            flatline.signal("INT");
            Ended ended = flatline.await();

            // Then
            assertThat(ended.err()).contains("asked to end: detaching");
            assertThat(onlyRun(ended).get("status").asText()).isEqualTo("detached");
            assertThat(job.isAlive()).isTrue();
            assertThat(job.finish()).isZero();
            assertThat(job.said("hook calls")).isEqualTo("0");
            assertThat(job.said("listeners")).isEqualTo("0");
        }
    }

    @Test
    void everyRefusalSaysWhy() throws Exception {
        try (RunningTraining closed = start(List.of("-XX:+DisableAttachMechanism"), "trainings.OneFit");
                RunningTraining idle = start(List.of(), "trainings.Waiting")) {
            Process shell = new ProcessBuilder("sleep", "60").start();
            try {
                assertRefused("attach", closed.pid(), "-XX:+DisableAttachMechanism");
                assertRefused("attach", idle.pid(), "no DL4J at work");
                assertRefused("detach", idle.pid(), "is not watched");
                assertRefused("attach", shell.pid(), "is not a JVM");
                assertThat(shell.isAlive()).isTrue();
            } finally {
                shell.destroy();
            }
            assertRefused("attach", 1L << 30, "There is no process");
            assertRefused("detach", 1L << 30, "There is no process");
        }
    }

    private void assertRefused(String command, long pid, String why) throws Exception {
        Ended ended = flatline(command, Long.toString(pid));
        assertThat(ended.code()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err()).startsWith("flatline: ").contains(why);
    }

    private RunningTraining start(List<String> options, String mainClass, String... arguments) throws Exception {
        return RunningTraining.start(folder, options, FlatlineProcess.training(mainClass, arguments));
    }

    private static List<String> attach(RunningTraining job, String... options) {
        List<String> arguments = new ArrayList<>(List.of("attach", Long.toString(job.pid())));
        arguments.addAll(List.of(options));
        return arguments;
    }

    /** In a folder of its own, while another may be at work. */
    private Ended flatline(String... arguments) throws Exception {
        Path own = Files.createTempDirectory(folder, "flatline");
        return FlatlineProcess.start(own, List.of(arguments)).await();
    }

    private static JsonNode onlyRun(Ended ended) {
        JsonNode runs = ended.report().get("runs");
        assertThat(runs).as(ended.err()).hasSize(1);
        return runs.get(0);
    }
}
