package dev.flatline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SigmoidCnnTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void theSigmoidNetworkEndsWithOneAnswerToEverything() throws IOException {
        // When
        SigmoidCnn.Result result = train("--iterations", "80");

        // Then
        assertThat(result.answers()).isEqualTo(1);
        assertThat(result.accuracy()).isEqualTo(0.1, within(1e-9));
        assertThat(result.score()).isEqualTo(Math.log(10), within(0.1));
    }

    @Test
    void theCuredNetworkLearnsToReadDigits() throws IOException {
        // When
        SigmoidCnn.Result result = train("--cured", "--iterations", "80");

        // Then
        assertThat(result.accuracy()).isGreaterThan(0.85);
        assertThat(result.answers()).isEqualTo(10);
    }

    @Test
    void theDeepNetworkTrains() throws IOException {
        // When
        SigmoidCnn.Result result = train("--deep", "--cured", "--learning-rate", "0.001", "--iterations", "60");

        // Then
        assertThat(result.score()).isLessThan(1.5);
    }

    @Test
    void sameSeedGivesTheSameNumbers() throws IOException {
        // Given
        SigmoidCnn.Result first = train("--cured", "--iterations", "10", "--seed", "5");
        String firstPrint = printed.toString(StandardCharsets.UTF_8);
        printed.reset();

        // When
        SigmoidCnn.Result second = train("--cured", "--iterations", "10", "--seed", "5");

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo(firstPrint);
    }

    @Test
    void saysWhatItTrainsHowItGoesAndHowItEnded() throws IOException {
        // When
        train("--iterations", "51");

        // Then
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("Training").contains("sigmoid", "4000", "51 iterations"),
                        line -> assertThat(line).startsWith("iteration    0  score "),
                        line -> assertThat(line).startsWith("iteration   50  score "),
                        line -> assertThat(line).startsWith("Of 1000 digits it had not seen it named "));
    }

    private SigmoidCnn.Result train(String... arguments) throws IOException {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new SigmoidCnn(Options.parse(arguments), out).run();
    }
}
