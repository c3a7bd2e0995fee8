package dev.flatline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void leavesToTheProgramWhatIsNotGiven() {
        // When
        Options options = Options.parse();

        // Then
        assertThat(options.cured()).isFalse();
        assertThat(options.iterations(400)).isEqualTo(400);
        assertThat(options.learningRate(0.01)).isEqualTo(0.01);
        assertThat(options.seed()).isEqualTo(1);
    }

    @Test
    void readsEveryOption() {
        // When
        Options options = Options.parse(
                "--cured", "--iterations", "7", "--learning-rate", "0.1", "--seed", "-3", "--outcome", "o");

        // Then
        assertThat(options).isEqualTo(new Options(true, 7, 0.1, -3, Path.of("o")));
        assertThat(options.iterations(400)).isEqualTo(7);
        assertThat(options.learningRate(0.01)).isEqualTo(0.1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--fast                  | Unknown option: --fast",
                "--seed                  | --seed needs a value",
                "--seed x                | --seed cannot be 'x'",
                "--iterations 0          | --iterations must be at least 1",
                "--learning-rate 0       | --learning-rate must be greater than 0",
                "--learning-rate NaN     | --learning-rate must be greater than 0",
            })
    void saysWhichArgumentIsWrong(String arguments, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(arguments.split(" ")))
                .withMessage(message);
    }
}
