package dev.flatline.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.flatline.stream.detect.Detector;
import dev.flatline.stream.detect.Detectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path RULES = Path.of("prometheus/rules");
    private static final Path TESTS = Path.of("prometheus/tests");
    private static final Path RUNBOOKS = Path.of("..", "alerting", "runbooks");
    private static final String GRAFANA = "{{ $externalLabels.grafana }}";
    private static final Pattern WORD = Pattern.compile("\\bFlatline\\w+(\\.\\*)?");

    @Test
    void theConfigurationOfPrometheusIsValidAndFindsTheRules() throws IOException, InterruptedException {
        Checker.promtool("check", "config", "prometheus/prometheus.yml");
        assertThat(read(Path.of("prometheus/prometheus.yml"))
                        .at("/rule_files/0")
                        .asText())
                .isEqualTo("rules/*.rules.yml");
    }

    @ParameterizedTest
    @MethodSource("tests")
    void rulesFireAndStayQuietAsTheirTestsSay(Path test) throws IOException, InterruptedException {
        Checker.promtool("test", "rules", test.toString());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertSaysWhatItMeansAndLinksToADashboard(JsonNode rule) {
        assertThat(rule.path("alert").asText()).startsWith("Flatline");
        assertThat(rule.at("/annotations/summary").asText()).endsWith(".");
        assertThat(rule.at("/annotations/description").asText()).endsWith(".");
        assertThat(rule.at("/annotations/dashboard").asText()).startsWith(GRAFANA + "/d/flatline-");
        assertThat(rule.at("/annotations/runbook_url").asText()).startsWith(GRAFANA + "/public/runbooks/");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertOfThePipelineHasASectionInItsRunbook(JsonNode rule) throws IOException {
        String name = rule.path("alert").asText();
        String page = rule.at("/annotations/runbook_url").asText();
        if (page.contains("pipeline.md")) {
            assertThat(page).endsWith("pipeline.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(RUNBOOKS.resolve("pipeline.md")).content().contains("\n## " + name + "\n");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindOfAlertIsMirroredWhileItFires(String kind, @TempDir Path folder)
            throws IOException, InterruptedException {
        // Given
        assertThat(RUNBOOKS.resolve(kind + ".md")).exists();
        List<Object> cases = new ArrayList<>();
        for (String severity : List.of("Critical", "Warning", "Info")) {
            cases.add(mirrored(kind, severity));
        }
        Path file = folder.resolve(kind + ".test.yml");
        Object rules = RULES.resolve("training.rules.yml").toAbsolutePath().toString();
        YAML.writeValue(
                file.toFile(), Map.of("rule_files", List.of(rules), "evaluation_interval", "5s", "tests", cases));

        // When, Then
        Checker.promtool("test", "rules", file.toString());
    }

    /** Quiet before the alert, told while it fires, quiet after it. */
    private static Object mirrored(String kind, String severity) throws IOException {
        String level = severity.toLowerCase(Locale.ROOT);
        String series = "flatline_alert_firing{run=\"cnn\",kind=\"" + kind + "\",severity=\"" + level + "\"}";
        String alert = "FlatlineTraining" + severity;
        Map<String, Object> told = Map.of(
                "exp_labels", Map.of("run", "cnn", "kind", kind, "severity", level),
                "exp_annotations", annotations(alert, kind));
        return Map.of(
                "interval", "5s",
                "external_labels", Map.of("grafana", "http://grafana"),
                "input_series", List.of(Map.of("series", series, "values", "_ 1 1 stale")),
                "alert_rule_test",
                        List.of(
                                Map.of("eval_time", "0s", "alertname", alert),
                                Map.of("eval_time", "10s", "alertname", alert, "exp_alerts", List.of(told)),
                                Map.of("eval_time", "15s", "alertname", alert)));
    }

    /** What the rule says, with the run, the kind and no variant put in. */
    private static Map<String, String> annotations(String alert, String kind) throws IOException {
        Map<String, String> annotations = new TreeMap<>();
        JsonNode rule = read(RULES.resolve("training.rules.yml")).findValues("rules").stream()
                .flatMap(RulesTest::elements)
                .filter(one -> one.path("alert").asText().equals(alert))
                .findFirst()
                .orElseThrow();
        for (Map.Entry<String, JsonNode> text : rule.path("annotations").properties()) {
            annotations.put(text.getKey(), filledIn(text.getValue().asText(), kind));
        }
        return annotations;
    }

    private static String filledIn(String template, String kind) {
        return template.replaceAll("\\{\\{ with .* end }}", "")
                .replace(GRAFANA, "http://grafana")
                .replace("{{ urlquery $labels.run }}", "cnn")
                .replace("{{ $labels.run }}", "cnn")
                .replace("{{ $labels.kind }}", kind);
    }

    static List<String> kinds() {
        return Detectors.all().stream().map(Detector::kind).toList();
    }

    @Test
    void theExampleForAlertmanagerIsValidAndInhibitsOnlyAlertsThatThereAre() throws IOException, InterruptedException {
        // Given
        Checker.amtool("check-config", "alertmanager/alertmanager.yml");
        List<String> alerts =
                alerts().stream().map(rule -> rule.path("alert").asText()).toList();

        // When
        List<String> named = WORD.matcher(Files.readString(Path.of("alertmanager/alertmanager.yml")))
                .results()
                .map(MatchResult::group)
                .toList();

        // Then
        assertThat(named)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(alerts).as(name).anyMatch(alert -> alert.matches(name)));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertAsksOnlyForDocumentedMetrics(JsonNode rule) {
        assertThat(PromQl.metrics(rule.path("expr").asText())).isNotEmpty().isSubsetOf(PromQl.documented());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertIsTestedFiringAndQuiet(JsonNode rule) throws IOException {
        // Given
        String name = rule.path("alert").asText();

        // When
        List<Integer> expected = new ArrayList<>();
        for (Path file : tests()) {
            for (JsonNode cases : read(file).findValues("alert_rule_test")) {
                elements(cases)
                        .filter(one -> one.path("alertname").asText().equals(name))
                        .forEach(one -> expected.add(one.path("exp_alerts").size()));
            }
        }

        // Then
        assertThat(expected).contains(0).anyMatch(alerts -> alerts > 0);
    }

    static List<JsonNode> alerts() throws IOException {
        List<JsonNode> alerts = new ArrayList<>();
        for (Path file : files(RULES, ".rules.yml")) {
            read(file).findValues("rules").stream().flatMap(RulesTest::elements).forEach(alerts::add);
        }
        return alerts;
    }

    static List<Path> tests() throws IOException {
        return files(TESTS, ".test.yml");
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode read(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
