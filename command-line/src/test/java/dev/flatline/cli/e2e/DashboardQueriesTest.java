package dev.flatline.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every query of every dashboard, answered by a real Prometheus that has watched {@code flatline run} of the demo, faulty
 * and cured, one after the other.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DashboardQueriesTest {

    /** Queries without an answer in these trainings, and why that is right; no panel may have none but such. */
    private static final Map<String, String> RIGHTLY_EMPTY = Map.of(
            "evaluated", "the demo evaluates at its end only",
            "best evaluated", "the demo evaluates at its end only",
            "times the usual", "known after 231 iterations",
            "no alert", "while an alert fires",
            "causes", "while no alert fires",
            "{{kind}} {{variant}}", "while no alert fires",
            "Since iteration", "while no alert fires",
            "Certain at", "while no alert fires");

    @TempDir
    private static Path folder;

    private Prometheus prometheus;
    private double ended;

    @BeforeAll
    void watchBoth() throws Exception {
        int port = Prometheus.freePort();
        prometheus = Prometheus.scraping(port, folder);
        String faulty = String.join(" ", training("faulty"));
        String cured = String.join(" ", training("cured", "--cured"));
        FlatlineProcess.start(
                        folder, List.of("run", "--metrics-port", "" + port, "--", "sh", "-c", faulty + " && " + cured))
                .await();
        ended = System.currentTimeMillis() / 1e3;
    }

    private static List<String> training(String name, String... arguments) throws IOException {
        Stream<String> all = Stream.concat(Stream.of("--iterations", "160"), Arrays.stream(arguments));
        List<String> command = FlatlineProcess.training("dev.flatline.examples.SigmoidCnn", all.toArray(String[]::new));
        command.add(1, "-Dflatline.run.name=" + name);
        return command;
    }

    @AfterAll
    void stop() {
        prometheus.close();
    }

    @ParameterizedTest
    @CsvSource({"faulty", "cured"})
    void isAnsweredAndEveryPanelShowsSomething(String run) throws Exception {
        // Given
        double time = prometheus.lastTimeOf("flatline_run_status{run=\"" + run + "\",status=\"running\"} == 1", ended);

        // When
        Set<String> emptyQueries = new TreeSet<>();
        Set<String> emptyPanels = new TreeSet<>();
        for (Path file : dashboards()) {
            for (JsonNode panel : new ObjectMapper().readTree(file.toFile()).path("panels")) {
                Set<String> empty = empty(panel, run, time);
                emptyQueries.addAll(empty);
                if (!empty.isEmpty() && empty.size() == queries(panel).size()) {
                    emptyPanels.add(
                            file.getFileName() + ": " + panel.path("title").asText());
                }
            }
        }

        // Then
        assertThat(emptyPanels).isEmpty();
        assertThat(RIGHTLY_EMPTY.keySet()).containsAll(emptyQueries);
    }

    private Set<String> empty(JsonNode panel, String run, double time) throws Exception {
        Set<String> empty = new TreeSet<>();
        for (JsonNode query : queries(panel)) {
            String expression = query.path("expr")
                    .asText()
                    .replace("$__rate_interval", "4s")
                    .replace("$__range", "1m")
                    .replace("$run", run)
                    .replace("$layer", "layer0");
            double[] values = query.path("instant").asBoolean()
                    ? prometheus.at(time, expression)
                    : prometheus.before(time, expression);
            if (Arrays.stream(values).noneMatch(Double::isFinite)) {
                empty.add(query.path("legendFormat").asText());
            }
        }
        return empty;
    }

    /** What draws something: the iteration is for the pointer only. */
    private static List<JsonNode> queries(JsonNode panel) {
        return StreamSupport.stream(panel.path("targets").spliterator(), false)
                .filter(query -> !query.path("legendFormat").asText().equals("iteration")
                        || panel.path("type").asText().equals("stat"))
                .toList();
    }

    private static List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "grafana", "dashboards"))) {
            return files.sorted().toList();
        }
    }
}
