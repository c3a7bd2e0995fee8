package dev.flatline.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.cli.e2e.FlatlineProcess.Ended;
import dev.flatline.cli.ending.Endings;
import dev.flatline.cli.watch.LocalPipeline;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code flatline attach}, {@code detach} and {@code jobs} on a job inside one long {@code fit(iterator)}: with a pipeline of
 * its own, and with a cluster that is there.
 */
class AttachTest {

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

    @Test
    void aCollapseInARunningJobIsFoundAndDetachingElsewhereEndsTheWatching() throws Exception {
        try (RunningTraining job = start("trainings.OneFit", "0", "collapsing")) {
            // Given
            String pid = Long.toString(job.pid());
            FlatlineProcess flatline =
                    FlatlineProcess.start(folder, onCluster(job, "--name", "flat", "--fail-on", "critical"));
            flatline.waitFor("err", Pattern.compile("output-collapse \\(constant\\)"));
            assertThat(Words.of("jobs").out()).containsPattern(pid + " .* yes +trainings.OneFit");
            Words again = Words.of("attach", pid);
            assertThat(again.code()).isEqualTo(2);
            assertThat(again.err()).contains("already watched", "flatline detach " + pid);

            // When
            Words detached = Words.of("detach", pid);
            Ended ended = flatline.await();

            // Then
            assertThat(detached.code()).as(detached.err()).isZero();
            assertThat(ended.code()).as(ended.err()).isEqualTo(3);
            assertThat(onlyRun(ended).get("run").asText()).isEqualTo("flat");
            assertThat(onlyRun(ended).get("status").asText()).isEqualTo("detached");
            assertThat(onlyRun(ended).get("alerts")).isNotEmpty();
            assertThat(Words.of("jobs").out()).containsPattern(pid + " .* no +trainings.OneFit");
            assertThat(job.finish()).isZero();
            assertThat(job.said("hook calls")).isEqualTo("0");
        }
    }

    @Test
    void aJobThatEndsEndsTheWatching() throws Exception {
        try (RunningTraining job = start("trainings.OneFit")) {
            // Given
            FlatlineProcess flatline = FlatlineProcess.start(folder, onCluster(job));
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
        try (RunningTraining job = start("trainings.OneFit")) {
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
    void detachingElsewhereBeforeAnyTrainingEndsTheWatchingToo() throws Exception {
        try (RunningTraining job = start("trainings.Waiting", "nd4j")) {
            // Given
            FlatlineProcess flatline = FlatlineProcess.start(folder, onCluster(job));
            flatline.waitFor("err", Pattern.compile("watching; "));

            Pattern watched = Pattern.compile(job.pid() + " .* yes +trainings.Waiting");
            for (int i = 0; i < 100 && !watched.matcher(Words.of("jobs").out()).find(); i++) {
                Thread.sleep(200);
            }
            assertThat(Words.of("jobs").out()).containsPattern(watched);

            // When
            Words detached = Words.of("detach", Long.toString(job.pid()));
            Ended ended = flatline.await();

            // Then
            assertThat(detached.code()).as(detached.err()).isZero();
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.err()).contains("No DL4J training was seen in process " + job.pid());
            assertThat(ended.report().toString()).isEqualTo("{\"version\":1,\"runs\":[]}");
            assertThat(job.isAlive()).isTrue();
        }
    }

    private RunningTraining start(String mainClass, String... arguments) throws Exception {
        return RunningTraining.start(folder, FlatlineProcess.training(mainClass, arguments));
    }

    private static List<String> attach(RunningTraining job, String... options) {
        List<String> arguments = new ArrayList<>(List.of("attach", Long.toString(job.pid())));
        arguments.addAll(List.of(options));
        return arguments;
    }

    private static List<String> onCluster(RunningTraining job, String... options) {
        List<String> arguments = attach(job, options);
        arguments.addAll(List.of("--bootstrap-servers", cluster.bootstrapServers()));
        return arguments;
    }

    private static JsonNode onlyRun(Ended ended) {
        JsonNode runs = ended.report().get("runs");
        assertThat(runs).as(ended.err()).hasSize(1);
        return runs.get(0);
    }
}
