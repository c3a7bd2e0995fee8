package dev.flatline.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class DemoTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void theLastLineIsTheOutcome() {
        // When
        int code = run((options, print) -> new Outcome("accuracy", 0.5, options.iterations(9), "2 digits"));

        // Then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("On 2 digits it had not seen: accuracy 0.500, 9 different answers\n");
    }

    @Test
    void aWrongArgumentIsNamedWithAllThatThereAre() {
        // When
        int code = run(
                (options, print) -> {
                    throw new AssertionError("trained");
                },
                "--fast");

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8)).isEqualTo("Unknown option: --fast\n" + Options.USAGE + "\n");
    }

    @Test
    void missingDataIsSaidInOneLine() {
        // When
        int code = run((options, print) -> {
            throw new IOException("Cannot load the digits: gone");
        });

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString(UTF_8)).isEqualTo("Cannot load the digits: gone\n");
    }

    @Test
    void tooLittleMemoryIsSaidWithWhatToDo() {
        // When
        int code = run((options, print) -> {
            throw new OutOfMemoryError("Java heap space");
        });

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString(UTF_8)).startsWith("Not enough memory to train (Java heap space). Give the JVM more");
    }

    private int run(Demo demo, String... arguments) {
        return Demo.run(demo, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
    }
}
