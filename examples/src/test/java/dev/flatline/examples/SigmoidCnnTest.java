package dev.flatline.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class SigmoidCnnTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void saysWhatItTrainsHowItGoesAndHowItEnded() {
        // When
        train("--iterations", "51");

        // Then
        assertThat(printed.toString(UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("Training").contains("sigmoid", "4000"),
                        line -> assertThat(line).startsWith("iteration    0  score "),
                        line -> assertThat(line).startsWith("iteration   50  score "),
                        line -> assertThat(line).startsWith("On 1000 digits it had not seen: accuracy "));
    }

    @Test
    void sameSeedGivesTheSameNumbers() {
        // Given
        train("--cured", "--iterations", "10", "--seed", "5");
        String first = printed.toString(UTF_8);
        printed.reset();

        // When
        train("--cured", "--iterations", "10", "--seed", "5");

        // Then
        assertThat(printed.toString(UTF_8)).isEqualTo(first);
    }

    private void train(String... arguments) {
        PrintStream out = new PrintStream(printed, true, UTF_8);
        assertThat(Demo.run(SigmoidCnn::train, out, out, arguments)).isZero();
    }
}
