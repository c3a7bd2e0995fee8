package dev.flatline.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentEnvironmentTest {

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void keepsTheUsersOwnOptionsAndTags() {
        // Given
        environment.put("JAVA_TOOL_OPTIONS", "-Xmx1g");
        environment.put("FLATLINE_TAGS", "team=vision");

        // When
        agent("/opt/agent.jar", Map.of("gpu", "no")).addTo(environment);

        // Then
        assertThat(environment)
                .containsEntry("JAVA_TOOL_OPTIONS", "-Xmx1g -javaagent:/opt/agent.jar")
                .containsEntry("FLATLINE_TAGS", "team=vision;gpu=no")
                .containsEntry("FLATLINE_BOOTSTRAP_SERVERS", "127.0.0.1:9092")
                .containsEntry("FLATLINE_RUN_NAME", "digits")
                .containsEntry("FLATLINE_PARENT", "run");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "/opt/agent.jar, -javaagent:/opt/agent.jar",
                "/my files/agent.jar, |\"-javaagent:/my files/agent.jar\"|",
                "/Ann's/agent.jar, |\"-javaagent:/Ann's/agent.jar\"|",
                "/a \"b\"/agent.jar, |'-javaagent:/a \"b\"/agent.jar'|"
            })
    void quotesThePathAsTheJvmReadsIt(String path, String expected) {
        // When
        agent(path, Map.of()).addTo(environment);

        // Then
        assertThat(environment).containsEntry("JAVA_TOOL_OPTIONS", expected);
    }

    @Test
    void onlyForABrokerThatOutlivesUsTelemetryIsKeptOnDisk() {
        // Given
        AgentEnvironment local = agent("/opt/agent.jar", Map.of(), true);
        AgentEnvironment cluster = agent("/opt/agent.jar", Map.of(), false);

        // When
        local.addTo(environment);

        // Then
        assertThat(environment).containsEntry("FLATLINE_SPOOL_BYTES", "0");
        assertThat(local.arguments()).contains("spool.bytes=0");
        assertThat(cluster.arguments()).doesNotContain("spool");
        Map<String, String> ofCluster = new HashMap<>();
        cluster.addTo(ofCluster);
        assertThat(ofCluster).doesNotContainKey("FLATLINE_SPOOL_BYTES");
    }

    private static AgentEnvironment agent(String path, Map<String, String> tags) {
        return agent(path, tags, false);
    }

    private static AgentEnvironment agent(String path, Map<String, String> tags, boolean endWithUs) {
        return new AgentEnvironment(
                Path.of(path), new AgentEnvironment.Brokers("127.0.0.1:9092", endWithUs), "digits", tags);
    }
}
