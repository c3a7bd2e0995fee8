package dev.flatline.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern COLOUR = Pattern.compile("(#[0-9A-Fa-f]{6})");
    private static final String DATA_SOURCE = "${datasource}";

    private record Board(String file, JsonNode json) {
        /** All panels that show something, those of collapsed rows included. */
        List<JsonNode> panels() {
            return json.findValues("panels").stream()
                    .flatMap(DashboardsTest::elements)
                    .filter(panel -> !panel.path("type").asText().equals("row"))
                    .toList();
        }

        /** Addresses of links in panels, not in the head. */
        List<String> dataLinks() {
            return json.path("panels").findValues("url").stream()
                    .map(JsonNode::asText)
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

    static List<Board> dashboards() throws IOException {
        List<Board> dashboards = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("dashboards"))) {
            for (Path file : files.sorted().toList()) {
                dashboards.add(new Board(file.getFileName().toString(), JSON.readTree(file.toFile())));
            }
        }
        return dashboards;
    }

    @Test
    void everyDashboardHasAnAddressOfItsOwn() throws IOException {
        assertThat(dashboards())
                .hasSize(5)
                .extracting(dashboard -> dashboard.json().path("uid").asText())
                .allMatch(uid -> uid.startsWith("flatline-"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void isReadOnlyAndSaysWhichQuestionItAnswers(Board dashboard) {
        assertThat(dashboard.json().path("schemaVersion").asInt()).isBetween(39, 41);
        assertThat(dashboard.json().path("editable").asBoolean(true)).isFalse();
        assertThat(dashboard.json().path("title").asText()).startsWith("Flatline: ");
        assertThat(dashboard.json().path("description").asText()).endsWith("?");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void letsTheUserChooseTheDataSource(Board dashboard) {
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
    void looksAtItsVariablesAgainWhenTheTimeChanges(Board dashboard) {
        assertThat(elements(dashboard.json().at("/templating/list")))
                .filteredOn(variable -> variable.path("type").asText().equals("query"))
                .allSatisfy(
                        variable -> assertThat(variable.path("refresh").asInt()).isEqualTo(2));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelHasATitleAnExplanationAUnitAndAQuery(Board dashboard) {
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
    void everyPanelIsInTheDocs(Board dashboard) throws IOException {
        String docs = Files.readString(Path.of("..", "docs", "dashboards.md"));
        assertThat(docs).contains("`/d/" + dashboard.json().path("uid").asText() + "`");
        assertThat(dashboard.panels())
                .allSatisfy(panel -> assertThat(docs).contains(title(panel).replaceAll(" (of|at) \\$layer", "")));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void noTwoPanelsShareANumberOrAPlace(Board dashboard) {
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
    void asksOnlyForDocumentedMetrics(Board dashboard) {
        assertThat(dashboard.expressions())
                .isNotEmpty()
                .allSatisfy(expression -> assertThat(PromQl.metrics(expression))
                        .as(expression)
                        .isNotEmpty()
                        .isSubsetOf(PromQl.documented()));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void takesRatesOverTheIntervalThatGrafanaChooses(Board dashboard) {
        assertThat(dashboard.expressions()).allSatisfy(expression -> {
            if (expression.contains("rate(")) {
                assertThat(expression).contains("[$__rate_interval]");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyQueryIsPromQl(Board dashboard, @TempDir Path folder) throws IOException, InterruptedException {
        // Given
        List<Object> rules = new ArrayList<>();
        for (String expression : dashboard.expressions()) {
            String plain = expression
                    .replace("$__rate_interval", "1m")
                    .replace("$__range", "15m")
                    .replace("$run", "some-run")
                    .replace("$layer", "some-layer");
            rules.add(Map.of("record", "checked:expression" + rules.size(), "expr", plain));
        }
        Path file = folder.resolve("expressions.rules.yml");
        Object group = Map.of("name", "expressions", "rules", rules);
        new YAMLMapper().writeValue(file.toFile(), Map.of("groups", List.of(group)));

        // When, Then
        Checker.promtool("check", "rules", file.toString());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyLinkInAPanelKeepsTheTimeAndNamesTheRun(Board dashboard) {
        assertThat(dashboard.dataLinks())
                .filteredOn(link -> link.startsWith("/d/"))
                .allSatisfy(link ->
                        assertThat(link).contains("var-run=${", "${__url_time_range}", "var-datasource=${datasource}"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyLinkInTheHeadKeepsTheTimeAndTheRunAndLeadsToADashboard(Board dashboard) throws IOException {
        List<String> addresses = dashboards().stream()
                .map(other -> "/d/" + other.json().path("uid").asText())
                .toList();
        assertThat(elements(dashboard.json().path("links"))).isNotEmpty().allSatisfy(link -> {
            assertThat(link.path("url").asText()).isIn(addresses);
            assertThat(link.path("keepTime").asBoolean()).isTrue();
            assertThat(link.path("includeVars").asBoolean()).isTrue();
        });
    }

    @Test
    void theListOfRunsOpensARun() throws IOException {
        assertThat(dashboards())
                .filteredOn(dashboard -> dashboard.file().equals("fleet.json"))
                .flatExtracting(Board::dataLinks)
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(link -> link.startsWith("/d/flatline-run?"));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void areWhatTheirSourceMakes(Dashboard source) throws IOException {
        Path file = Path.of("dashboards", source.name() + ".json");
        if (Boolean.getBoolean("dashboards.write")) {
            Files.writeString(file, Dashboards.text(source));
        }
        assertThat(file)
                .as("write it anew: mvn -pl grafana test -Dtest=DashboardsTest -Ddashboards.write=true")
                .hasContent(Dashboards.text(source));
    }

    static List<Dashboard> sources() {
        return Dashboards.all();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void useOnlyColoursThatAreToldApart(Board dashboard) {
        Set<String> known = new TreeSet<>(Colours.LAYERS);
        known.addAll(Colours.DEPTHS);
        assertThat(COLOUR.matcher(dashboard.json().toString()).results().map(match -> match.group(1)))
                .isNotEmpty()
                .allSatisfy(colour -> assertThat(known).contains(colour));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyCurveOfARunTellsTheIteration(Board dashboard) {
        assertThat(dashboard.panels())
                .filteredOn(panel -> panel.path("type").asText().equals("timeseries"))
                .filteredOn(panel -> panel.toString().contains("$run"))
                .allSatisfy(panel ->
                        assertThat(panel.findValuesAsText("legendFormat")).contains("iteration"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void thresholdsRise(Board dashboard) {
        assertThat(dashboard.json().findValues("steps")).isNotEmpty().allSatisfy(steps -> {
            List<Double> values = elements(steps)
                    .skip(1)
                    .map(step -> step.path("value").asDouble())
                    .toList();
            assertThat(values).isSorted().doesNotHaveDuplicates();
            assertThat(steps.get(0).path("value").isNull()).isTrue();
        });
    }

    @Test
    void aLineIsWhereTheAlertFires() {
        assertThat(Limits.of("output-collapse", "constant")).isEqualTo(4e-4);
        assertThat(Limits.of("learning", "nothing")).isEqualTo(0.1);
        assertThatThrownBy(() -> Limits.of("output-collapse", "renamed"))
                .hasMessage("no detector has a threshold output-collapse.renamed");
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
