package dev.flatline.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
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
                "demo nonsense | There is no demo 'nonsense'. There is: sigmoid-cnn.",
                "topics create | Missing required option: '--bootstrap-servers",
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
    @ValueSource(strings = {"run", "demo", "processor", "alerting", "topics", "topics create"})
    void everyCommandHelpsWithAnExample(String command) {
        // When
        Words words = Words.of((command + " --help").split(" ", -1));

        // Then
        assertThat(words.code()).isZero();
        assertThat(words.out()).contains("Example").contains("  flatline " + command);
        assertThat(words.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void everyDemoIsAnExampleThatIsBuilt() throws Exception {
        assertThat(List.of(Words.demoMainClasses())).isNotEmpty().allSatisfy(main -> {
            String file = main.replace('.', '/') + ".java";
            assertThat(Path.of("..", "examples", "src", "main", "java").resolve(file))
                    .exists();
        });
    }
}
