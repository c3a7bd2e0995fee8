package dev.flatline.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.cli.demo.Demos;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends with exit code 2 and one clear message, before the command is started. */
class WrongUseTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run | Which command shall be watched? Give it after --",
                "run --bogus -- true | Unknown option: '--bogus'",
                "run --fail-on nothing -- true | Invalid value for option '--fail-on'",
                "run --report /no/such/folder/r.json -- true | there is no directory /no/such/folder",
                "run --tag colour -- true | --tag",
                "run --tag colour=a;b -- true | without any of ; , =",
                "run --metrics-port 99999 -- true | --metrics-port must be in 0..65535",
                "run --rules /no/such/rules.yaml -- true | /no/such/rules.yaml does not exist",
                "run --rules . -- true | . is not a file",
                "run --bootstrap-servers kafka:1 --rules r.yaml -- true | give it to the processor of that cluster",
                "run --record /no/such/folder/r.pb.gz -- true | is no directory to write to",
                "run --record . -- true | it is a directory",
                "processor --bootstrap-servers kafka:1 --rules /no/such/rules.yaml | does not exist",
                "processor --bootstrap-servers kafka:1 --page-address 0.0.0.0 | needs a token of at least 16 characters",
                "run --page-port 70000 -- true | --page-port must be in 0..65535",
                "rules --rules pom.xml | pom.xml:",
                "replay | Which telemetry? Name recordings",
                "replay a.pb.gz --bootstrap-servers kafka:1 | not both",
                "replay /no/such/file | /no/such/file does not exist",
                "replay . | . is a directory, not a recording",
                "replay pom.xml | pom.xml is not a recording of telemetry",
                "demo nonsense | There is no demo 'nonsense'; there is: sigmoid-cnn",
                "attach | Missing required parameter: 'PID'",
                "attach abc | is not a long",
                "attach 0 | There is no process 0",
                "attach 4711 --name a,b | --name must be without commas",
                "detach | Missing required parameter: 'PID'",
                "alerting | Which Kafka cluster? Name it with --bootstrap-servers",
                "alerting --check | --check checks a file: name it with --config",
                "alerting --config /no/such/alerting.yaml --check | /no/such/alerting.yaml does not exist",
                "alerting --config a.yaml --webhook-url http://x/ | not both",
                "silence add --bootstrap-servers kafka:1 --for 2h | must say of what",
                "silence add --bootstrap-servers kafka:1 --run x --for ever | a time such as 30m, 8h or 2d",
                "silence | There is: add, list, expire",
                "topics create | Missing required option: '--bootstrap-servers",
                "dead-letters | Missing required option: '--bootstrap-servers",
                "dead-letters --bootstrap-servers kafka:1 --last 0 | --last must be in 1..100000",
                "topics create --bootstrap-servers kafka:1 --kafka-config /no/such | /no/such cannot be read",
                "nonsense | Unmatched argument",
                "topics | There is: create"
            })
    void isExplained(String line, String message) throws Exception {
        // When
        Words words = Words.of(line.split(" ", -1));

        // Then
        assertThat(words.code()).isEqualTo(2);
        assertThat(words.err()).contains(message);
        assertThat(words.err().lines()).hasSizeLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --bootstrap-servers 127.0.0.1:1 -- touch %s",
                "run --bootstrap-servers no.such.host.invalid:1 -- touch %s"
            })
    void brokersThatDoNotAnswerAreSaidToBeforeTheCommandStarts(String line) {
        // Given
        Path started = folder.resolve("started");

        // When
        Words words = Words.of(line.formatted(started).split(" ", -1));

        // Then
        assertThat(words.code()).isEqualTo(2);
        assertThat(words.err()).contains("No Kafka broker answered at");
        assertThat(started).doesNotExist();
    }

    @Test
    void aPortThatIsTakenIsSaidBeforeTheCommandStarts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            String port = Integer.toString(taken.getLocalPort());

            // When
            Words words = Words.of("run", "--metrics-port", port, "--", "true");

            // Then
            assertThat(words.code()).isEqualTo(2);
            assertThat(words.err()).contains("Cannot serve /metrics on port " + port);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "demo",
                "rules",
                "replay",
                "processor",
                "alerting",
                "silence",
                "silence add",
                "silence list",
                "silence expire",
                "topics",
                "topics create",
                "dead-letters"
            })
    void everyCommandHelpsWithAnExample(String command) {
        // When
        Words words = Words.of((command + " --help").split(" ", -1));

        // Then
        assertThat(words.code()).isZero();
        assertThat(words.out()).contains("Example").contains("  flatline " + command);
        assertThat(words.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void aRulesFileIsToldOfWithEverythingThatIsWrongInIt() throws Exception {
        // Given
        Path rules = Files.writeString(
                folder.resolve("rules.yaml"), "rules:\n  dead-relu: {most: 7}\n  vanishing-gradent: {}\n");

        // When
        Words words = Words.of("run", "--rules", rules.toString(), "--", "true");

        // Then
        assertThat(words.code()).isEqualTo(2);
        assertThat(words.err())
                .startsWith("flatline: 2 problems in " + rules + "\n")
                .contains(rules + ":2: rules.dead-relu.most is '7'; it must be a number from 0 to 1")
                .contains(
                        rules + ":3: rules.vanishing-gradent is no kind of alert; did you mean 'vanishing-gradient'?");
    }

    @Test
    void whatTheCommandForRulesPrintsIsARulesFile() throws Exception {
        // Given
        Path rules = Files.writeString(
                folder.resolve("rules.yaml"), Words.of("rules").out());

        // When
        Words words = Words.of("rules", "--rules", rules.toString(), "--name", "digits", "--tag", "team=vision");

        // Then
        assertThat(words.code()).isZero();
        assertThat(words.out()).isEqualTo(Words.of("rules").out()).contains("  vanishing-gradient:\n");
    }

    @Test
    void aDemoThatDoesNotExistIsToldTheNearest() {
        // When
        Words words = Words.of("demo", "sigmoid-cn");

        // Then
        assertThat(words.code()).isEqualTo(2);
        assertThat(words.err())
                .isEqualTo("flatline: There is no demo 'sigmoid-cn'; did you mean 'sigmoid-cnn'?"
                        + " (flatline demo --list tells of each)\n");
    }

    @Test
    void everyDemoIsListedWithWhatGoesWrongInIt() {
        // When
        Words words = Words.of("demo", "--list");

        // Then
        assertThat(words.code()).isZero();
        assertThat(words.out().lines()).hasSize(Demos.values().length).allMatch(line -> line.length() <= 120);
        assertThat(words.out()).contains("sigmoid-cnn ", Demos.SIGMOID_CNN.fault());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo --faulty --cured  | mutually exclusive",
                "demo --iterations 0    | --iterations must be at least 1",
                "demo --iterations many | Invalid value for option"
            })
    void aDemoThatCannotBeShownIsNotBegun(String command, String reason) {
        // When
        Words words = Words.of(command.split(" ", -1));

        // Then
        assertThat(words.code()).isEqualTo(2);
        assertThat(words.err()).contains(reason).doesNotContain("starting the local pipeline");
    }
}
