package dev.flatline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flatline.agent.publish.SpoolLimit;
import dev.flatline.agent.settings.Commands;
import dev.flatline.agent.settings.Security;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentSettingsTest {

    private static AgentSettings read(String arguments, Map<String, String> properties, Map<String, String> variables) {
        return AgentSettings.read(arguments, properties::get, variables::get);
    }

    @Test
    void defaultsAreALocalBrokerAndOnePercent() {
        // When
        AgentSettings settings = read(null, Map.of(), Map.of());

        // Then
        assertThat(settings)
                .isEqualTo(new AgentSettings(
                        "localhost:9092",
                        Security.NONE,
                        null,
                        Map.of(),
                        0.01,
                        true,
                        settings.spool(),
                        Commands.NONE,
                        false));
        assertThat(settings.spool().bytes()).isEqualTo(256L << 20);
        assertThat(settings.spool().directory().getParent())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".local", "state", "flatline", "spool"));
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
    void commandsAreForAuthenticatedConnectionsOrForLoopbackByWish() {
        // Given
        String stop = "commands.allowed=stop;checkpoint,bootstrap.servers=";

        // Then
        assertThat(read(stop + "127.0.0.1:1;localhost:2,commands.unauthenticated=true", Map.of(), Map.of())
                        .commands()
                        .allowed())
                .containsExactlyInAnyOrder("stop", "checkpoint");
        assertThat(read(
                                stop + "kafka:1,security.protocol=SASL_SSL,sasl.username=u",
                                Map.of(),
                                Map.of("FLATLINE_SASL_PASSWORD", "p"))
                        .commands()
                        .anyAllowed())
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(stop + "localhost:1", Map.of(), Map.of()))
                .withMessageContaining("commands.allowed: who asks must be known");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(stop + "kafka:1,commands.unauthenticated=true", Map.of(), Map.of()))
                .withMessageContaining("'kafka:1' is not");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("commands.allowed=dance,commands.unauthenticated=maybe", Map.of(), Map.of()))
                .withMessageContaining("'dance' is none of checkpoint, stop")
                .withMessageContaining("'maybe' is neither true nor false");
    }

    @Test
    void eachBrokerHasASpoolDirectoryOfItsOwn() {
        // When
        List<Path> directories = Stream.of(
                        "a:1", "a:1;a:2", "a:12", "a-1:2", "b:1", "[::1]:1", ("x".repeat(200) + ":1"))
                .map(servers -> read("spool.directory=/s,bootstrap.servers=" + servers, Map.of(), Map.of())
                        .spool())
                .map(SpoolLimit::directory)
                .toList();

        // Then
        assertThat(directories).doesNotHaveDuplicates().allSatisfy(directory -> {
            assertThat(directory.getParent()).isEqualTo(Path.of("/s"));
            assertThat(directory.getFileName().toString()).hasSizeLessThan(120).matches("[A-Za-z0-9._-]+");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000", "-1", "256M", "", "9999999999999999999"})
    void aSpoolThatIsNoNumberOfBytesOrTooSmallIsAProblem(String bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("spool.bytes=" + bytes, Map.of(), Map.of()))
                .withMessageContaining("spool.bytes")
                .withMessageContaining("0 for none");
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
                .withMessage("overhead.budget: 'little' is not a number (agent argument)");
    }

    @Test
    void aFileIsReadLastAndItsUnknownKeysAreProblems(@TempDir Path directory) throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("f.properties"), "run.name=filed\noverhead.budget=0.05\n");
        Path wrong = Files.writeString(directory.resolve("w.properties"), "run.nam=x\nenabled=perhaps\n");

        // When
        AgentSettings settings = read("config.file=" + file, Map.of(), Map.of("FLATLINE_OVERHEAD_BUDGET", "0.04"));

        // Then
        assertThat(settings.runName()).isEqualTo("filed");
        assertThat(settings.overheadBudget()).isEqualTo(0.04);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(null, Map.of(), Map.of("FLATLINE_CONFIG_FILE", wrong.toString())))
                .withMessageContaining("unknown key 'run.nam' in " + wrong + " (did you mean run.name?)")
                .withMessageContaining("enabled: 'perhaps' is neither true nor false (file " + wrong + ")");
    }

    @Test
    void aSecretThatPsWouldShowIsRefusedAndNotRepeated() {
        // When, Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(
                        "sasl.password=hush1,hush2",
                        Map.of("flatline.ssl.key.password", "hush3"),
                        Map.of("FLATLINE_SECURITY_PROTOCOL", "SASL_SSL")))
                .withMessageContaining("sasl.password: a secret must not be an agent argument")
                .withMessageContaining("ssl.key.password: a secret must not be")
                .withMessageContaining("sasl.username: is missing")
                .withMessageNotContaining("hush");
    }

    @Test
    void aPasswordFromTheEnvironmentOrAFileIsTakenAndNotShown(@TempDir Path directory) throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("password"), "hush\n");

        // When
        AgentSettings settings = read(
                "sasl.username=me,ssl.truststore.location=/etc/ca.pem,sasl.password.file=" + file,
                Map.of("flatline.security.protocol", "sasl_ssl"),
                Map.of("FLATLINE_SSL_TRUSTSTORE_PASSWORD", "hush"));

        // Then
        Security.Login login = Objects.requireNonNull(settings.security().login());
        assertThat(login.password().reveal()).isEqualTo("hush");
        assertThat(login.mechanism()).isEqualTo("SCRAM-SHA-512");
        assertThat(settings.security().stores()).containsEntry("ssl.truststore.type", "PEM");
        assertThat(settings.toString()).doesNotContain("hush").contains("SASL_SSL");
    }

    @Test
    void theAgentCanBeSwitchedOff() {
        assertThat(read(null, Map.of(), Map.of("FLATLINE_ENABLED", "false")).enabled())
                .isFalse();
    }
}
