package dev.flatline.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flatline.cli.demo.DemoOutcome;
import dev.flatline.cli.demo.Demos;
import dev.flatline.cli.e2e.FlatlineProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every demo, briefly: with its fault it is caught and explained, and cured as it was told to be it is healthy. */
class DemosTest {

    /** A new demo is one line here. */
    static final List<Pair> PAIRS = List.of(
            new Pair(Demos.SIGMOID_CNN, 70, "output-collapse", "vanishing-gradient", 0.6),
            new Pair(Demos.UNSCALED_LSTM, 120, "unscaled-input", "unscaled-input", 0.5),
            new Pair(Demos.SMALL_TRANSFORMER, 300, "insufficient-data", "insufficient-data", 0.25));

    @TempDir
    private static Path folder;

    private static final Map<String, JsonNode> RUNS = new HashMap<>();

    /**
     * What is to be seen of a demo.
     *
     * @param iterations of each of its two trainings
     * @param firstAlert kind of the alert that fires first, or of one that fires at the same iteration
     * @param cause its diagnosis at the end
     * @param gain by how much its outcome is better without the fault, at least
     */
    record Pair(Demos demo, int iterations, String firstAlert, String cause, double gain) {

        /** Those it trains one after the other, each a run of its own: the last is the one that counts. */
        int networks() {
            return demo == Demos.SMALL_TRANSFORMER ? 2 : 1;
        }

        String faulty() {
            return demo.label();
        }

        String cured() {
            return demo.label() + "-cured";
        }

        @Override
        public String toString() {
            return demo.label();
        }
    }

    @BeforeAll
    static void trainEveryPairInOneProcess() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", "--name", "demos", "--"));
        arguments.addAll(FlatlineProcess.training("trainings.InTurn"));
        List<String> names = new ArrayList<>();
        for (Pair pair : PAIRS) {
            arguments.addAll(program(pair, pair.faulty()));
            arguments.add("+");
            arguments.addAll(program(pair, pair.cured()));
            arguments.add("--cured");
            arguments.add("+");
            names.addAll(Collections.nCopies(pair.networks(), pair.faulty()));
            names.addAll(Collections.nCopies(pair.networks(), pair.cured()));
        }
        Ended ended = FlatlineProcess.start(folder, arguments).await();
        JsonNode runs = ended.report().get("runs");
        assertThat(runs).as(ended.err()).hasSameSizeAs(names);
        for (int i = 0; i < names.size(); i++) {
            RUNS.put(names.get(i), runs.get(i));
        }
    }

    private static List<String> program(Pair pair, String name) {
        return List.of(
                pair.demo.mainClass(),
                "--iterations",
                Integer.toString(pair.iterations),
                "--outcome",
                folder.resolve(name).toString());
    }

    @Test
    void everyDemoIsTried() {
        assertThat(PAIRS).extracting(Pair::demo).containsExactly(Demos.values());
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void theFaultIsCaughtAndExplained(Pair pair) {
        // When
        JsonNode run = RUNS.get(pair.faulty());

        // Then
        assertThat(firstAlerts(run)).as(run.toPrettyString()).contains(pair.firstAlert);
        assertThat(run.at("/diagnosis/cause").asText()).as(run.toPrettyString()).isEqualTo(pair.cause);
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void theCuredOneIsLeftInPeaceAndComesToMore(Pair pair) throws IOException {
        // When
        JsonNode run = RUNS.get(pair.cured());

        // Then
        assertThat(alerts(run)).as(run.toPrettyString()).isEmpty();
        assertThat(run.get("diagnosis").isNull()).isTrue();
        double faulty = outcome(pair.faulty());
        assertThat(outcome(pair.cured())).isGreaterThan((Double.isNaN(faulty) ? 0 : faulty) + pair.gain);
    }

    @ParameterizedTest
    @FieldSource("PAIRS")
    void theCureIsWhatFlatlineRecommended(Pair pair) throws IOException {
        // Given
        String cured = CuredCode.of(pair.demo.mainClass());

        // When
        String fix = RUNS.get(pair.faulty()).at("/diagnosis/fix").asText();

        // Then
        assertThat(CuredCode.linesOf(fix))
                .as(fix)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(cured).contains(line));
    }

    private static double outcome(String name) throws IOException {
        Optional<DemoOutcome> outcome = DemoOutcome.read(folder.resolve(name));
        return outcome.orElseThrow().value();
    }

    /** Kinds of the alerts that fired at the first iteration at which any did. */
    private static List<String> firstAlerts(JsonNode run) {
        long first = alerts(run).mapToLong(DemosTest::firedAt).min().orElse(-1);
        return alerts(run)
                .filter(alert -> firedAt(alert) == first)
                .map(alert -> alert.get("kind").asText())
                .toList();
    }

    private static long firedAt(JsonNode alert) {
        return alert.get("firedIteration").asLong();
    }

    private static Stream<JsonNode> alerts(JsonNode run) {
        return StreamSupport.stream(run.get("alerts").spliterator(), false);
    }

    /** Code of the examples, without any white space. */
    private static final class CuredCode {

        private static final String BEGIN = "if(options.cured()){";

        /** What a program does only where it is cured: the bodies of {@code if (options.cured()) {…}}. */
        static String of(String mainClass) throws IOException {
            Path file = Path.of("..", "examples", "src", "main", "java", mainClass.replace('.', '/') + ".java");
            String code = withoutWhiteSpace(Files.readString(file));
            StringBuilder bodies = new StringBuilder();
            for (int at = code.indexOf(BEGIN); at >= 0; at = code.indexOf(BEGIN, at + 1)) {
                bodies.append(code, at + BEGIN.length(), end(code, at + BEGIN.length()));
            }
            return bodies.toString();
        }

        private static int end(String code, int begin) {
            int open = 1;
            int at = begin;
            while (open > 0) {
                open += code.charAt(at) == '{' ? 1 : code.charAt(at) == '}' ? -1 : 0;
                at++;
            }
            return at - 1;
        }

        /** The lines of a fix that are no comment. */
        static List<String> linesOf(String fix) {
            return fix.lines()
                    .map(line -> withoutWhiteSpace(line.replaceFirst("//.*", "")))
                    .filter(line -> !line.isEmpty())
                    .toList();
        }

        private static String withoutWhiteSpace(String code) {
            return code.replaceAll("\\s+", "");
        }
    }
}
