package dev.flatline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentSettingsTest {

    private static AgentSettings read(String arguments, Map<String, String> properties, Map<String, String> variables) {
        return AgentSettings.read(arguments, properties::get, variables::get);
    }

    @Test
    void defaultsAreALocalBrokerAndOnePercent() {
        // When
        AgentSettings settings = read(null, Map.of(), Map.of());

        // Then
        assertThat(settings).isEqualTo(new AgentSettings("localhost:9092", null, Map.of(), 0.01, false));
    }

    @Test
    void anArgumentWinsOverAPropertyAndThatOverTheEnvironment() {
        // Given
        Map<String, String> properties = Map.of("flatline.run.name", "property", "flatline.overhead.budget", "0.02");
        Map<String, String> variables = Map.of(
                "FLATLINE_RUN_NAME", "variable",
                "FLATLINE_OVERHEAD_BUDGET", "0.03",
                "FLATLINE_BOOTSTRAP_SERVERS", "variable:9");

        // When
        AgentSettings settings = read("run.name=argument", properties, variables);

        // Then
        assertThat(settings.runName()).isEqualTo("argument");
        assertThat(settings.overheadBudget()).isEqualTo(0.02);
        assertThat(settings.bootstrapServers()).isEqualTo("variable:9");
    }

    @Test
    void listsInAnArgumentAreSeparatedBySemicolons() {
        // When
        AgentSettings settings = read("bootstrap.servers=a:1;[::1]:2,tags=team=vision;stage=test", Map.of(), Map.of());

        // Then
        assertThat(settings.bootstrapServers()).isEqualTo("a:1,[::1]:2");
        assertThat(settings.tags()).containsOnly(Map.entry("team", "vision"), Map.entry("stage", "test"));
    }

    @Test
    void underFlatlineRunTheAgentIsQuiet() {
        // When
        AgentSettings settings = read("", Map.of(), Map.of("FLATLINE_PARENT", "run"));

        // Then
        assertThat(settings.quiet()).isTrue();
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        // When, Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(
                        "bootstrap.servers=nohost,colour=red,tags=x",
                        Map.of(),
                        Map.of("FLATLINE_OVERHEAD_BUDGET", "7")))
                .withMessageContaining("'nohost' is not host:port")
                .withMessageContaining("unknown agent argument 'colour'")
                .withMessageContaining("'x' is not key=value")
                .withMessageContaining("overhead.budget: 7 is not above 0 and at most 1")
                .withMessageNotContaining("\n");
    }

    @Test
    void aBudgetThatIsNoNumberIsAProblem() {
        // When, Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("overhead.budget=little", Map.of(), Map.of()))
                .withMessage("overhead.budget: 'little' is not a number");
    }
}
