package dev.flatline.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path RULES = Path.of("prometheus/rules");
    private static final Path TESTS = Path.of("prometheus/tests");

    @Test
    void theConfigurationOfPrometheusIsValidAndFindsTheRules() throws IOException, InterruptedException {
        Promtool.run("check", "config", "prometheus/prometheus.yml");
        assertThat(read(Path.of("prometheus/prometheus.yml"))
                        .at("/rule_files/0")
                        .asText())
                .isEqualTo("rules/*.rules.yml");
    }

    @ParameterizedTest
    @MethodSource("tests")
    void rulesFireAndStayQuietAsTheirTestsSay(Path test) throws IOException, InterruptedException {
        Promtool.run("test", "rules", test.toString());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertSaysWhatItMeansAndLinksToADashboard(JsonNode rule) {
        assertThat(rule.path("alert").asText()).startsWith("Flatline");
        assertThat(rule.at("/annotations/summary").asText()).endsWith(".");
        assertThat(rule.at("/annotations/description").asText()).endsWith(".");
        assertThat(rule.at("/annotations/dashboard").asText()).startsWith("/d/flatline-");
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
