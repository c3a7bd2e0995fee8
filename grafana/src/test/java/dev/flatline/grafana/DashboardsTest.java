package dev.flatline.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA_SOURCE = "${datasource}";

    private record Dashboard(String file, JsonNode json) {
        /** All panels that show something, those of collapsed rows included. */
        List<JsonNode> panels() {
            return json.findValues("panels").stream()
                    .flatMap(DashboardsTest::elements)
                    .filter(panel -> !panel.path("type").asText().equals("row"))
                    .toList();
        }

        List<String> expressions() {
            return json.findValues("expr").stream().map(JsonNode::asText).toList();
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static List<Dashboard> dashboards() throws IOException {
        List<Dashboard> dashboards = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("dashboards"))) {
            for (Path file : files.sorted().toList()) {
                dashboards.add(new Dashboard(file.getFileName().toString(), JSON.readTree(file.toFile())));
            }
        }
        return dashboards;
    }

    @Test
    void everyDashboardHasAnAddressOfItsOwn() throws IOException {
        assertThat(dashboards())
                .hasSizeGreaterThanOrEqualTo(2)
                .extracting(dashboard -> dashboard.json().path("uid").asText())
                .allMatch(uid -> uid.startsWith("flatline-"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void isReadOnlyAndSaysWhichQuestionItAnswers(Dashboard dashboard) {
        assertThat(dashboard.json().path("schemaVersion").asInt()).isBetween(39, 41);
        assertThat(dashboard.json().path("editable").asBoolean(true)).isFalse();
        assertThat(dashboard.json().path("title").asText()).startsWith("Flatline: ");
        assertThat(dashboard.json().path("description").asText()).endsWith("?");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void letsTheUserChooseTheDataSource(Dashboard dashboard) {
        assertThat(dashboard.json().at("/templating/list/0/type").asText()).isEqualTo("datasource");
        assertThat(dashboard.json().at("/templating/list/0/name").asText()).isEqualTo("datasource");
        assertThat(dashboard.panels())
                .allSatisfy(panel -> assertThat(panel.at("/datasource/uid").asText())
                        .as(title(panel))
                        .isEqualTo(DATA_SOURCE));
        assertThat(dashboard.json().findValues("targets"))
                .flatExtracting(targets -> elements(targets).toList())
                .allSatisfy(target ->
                        assertThat(target.at("/datasource/uid").asText()).isEqualTo(DATA_SOURCE));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void looksAtItsVariablesAgainWhenTheTimeChanges(Dashboard dashboard) {
        assertThat(elements(dashboard.json().at("/templating/list")))
                .filteredOn(variable -> variable.path("type").asText().equals("query"))
                .allSatisfy(
                        variable -> assertThat(variable.path("refresh").asInt()).isEqualTo(2));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelHasATitleAnExplanationAUnitAndAQuery(Dashboard dashboard) {
        assertThat(dashboard.panels()).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("description").asText()).as(title(panel)).endsWith(".");
            assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                    .as(title(panel))
                    .isNotBlank();
            assertThat(panel.path("targets")).as(title(panel)).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void noTwoPanelsShareANumberOrAPlace(Dashboard dashboard) {
        List<JsonNode> panels = dashboard.panels();
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        for (int one = 0; one < panels.size(); one++) {
            for (int other = 0; other < one; other++) {
                assertThat(overlap(
                                panels.get(one).path("gridPos"),
                                panels.get(other).path("gridPos")))
                        .as("%s and %s overlap", title(panels.get(one)), title(panels.get(other)))
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void asksOnlyForDocumentedMetrics(Dashboard dashboard) {
        assertThat(dashboard.expressions())
                .isNotEmpty()
                .allSatisfy(expression -> assertThat(PromQl.metrics(expression))
                        .as(expression)
                        .isNotEmpty()
                        .isSubsetOf(PromQl.documented()));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void takesRatesOverTheIntervalThatGrafanaChooses(Dashboard dashboard) {
        assertThat(dashboard.expressions()).allSatisfy(expression -> {
            if (expression.contains("rate(")) {
                assertThat(expression).contains("[$__rate_interval]");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyQueryIsPromQl(Dashboard dashboard, @TempDir Path folder) throws IOException, InterruptedException {
        // Given
        List<Object> rules = new ArrayList<>();
        for (String expression : dashboard.expressions()) {
            String plain = expression.replace("$__rate_interval", "1m").replace("$run", "some-run");
            rules.add(Map.of("record", "checked:expression" + rules.size(), "expr", plain));
        }
        Path file = folder.resolve("expressions.rules.yml");
        Object group = Map.of("name", "expressions", "rules", rules);
        new YAMLMapper().writeValue(file.toFile(), Map.of("groups", List.of(group)));

        // When, Then
        Promtool.run("check", "rules", file.toString());
    }

    @Test
    void theListOfRunsOpensTheRunAtTheSameTime() throws IOException {
        // Given
        Dashboard fleet = dashboards().stream()
                .filter(dashboard -> dashboard.file().equals("fleet.json"))
                .findFirst()
                .orElseThrow();

        // When
        List<String> links =
                fleet.json().findValues("url").stream().map(JsonNode::asText).toList();

        // Then
        assertThat(links)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(link -> assertThat(link)
                        .startsWith("/d/flatline-run?")
                        .contains("var-run=${__", "${__url_time_range}", "var-datasource=${datasource}"));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String title(JsonNode panel) {
        return panel.path("title").asText();
    }

    private static boolean overlap(JsonNode one, JsonNode other) {
        return overlap(one, other, "x", "w") && overlap(one, other, "y", "h");
    }

    private static boolean overlap(JsonNode one, JsonNode other, String from, String length) {
        int oneFrom = one.path(from).asInt();
        int otherFrom = other.path(from).asInt();
        return oneFrom < otherFrom + other.path(length).asInt()
                && otherFrom < oneFrom + one.path(length).asInt();
    }
}
