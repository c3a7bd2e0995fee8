package dev.flatline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;

class OptionsTest {

    @Test
    void trainsTheFlatOneByDefault() {
        assertThat(Options.parse()).isEqualTo(new Options(Activation.SIGMOID, 1e-2, false, 400, 1));
    }

    @Test
    void curesByTheActivationAlone() {
        assertThat(Options.parse("--cured")).isEqualTo(new Options(Activation.RELU, 1e-2, false, 400, 1));
    }

    @Test
    void readsEveryOption() {
        assertThat(Options.parse(
                        "--activation",
                        "tanh",
                        "--learning-rate",
                        "0.001",
                        "--deep",
                        "--iterations",
                        "7",
                        "--seed",
                        "-3"))
                .isEqualTo(new Options(Activation.TANH, 0.001, true, 7, -3));
    }

    @Test
    void letsASingleOptionOverrideTheCureWhereverItStands() {
        assertThat(Options.parse("--activation", "elu", "--cured"))
                .isEqualTo(new Options(Activation.ELU, 1e-2, false, 400, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--fast                  | Unknown option: --fast",
                "--seed                  | --seed needs a value",
                "--seed x                | --seed cannot be 'x'",
                "--activation quadratic  | --activation cannot be 'quadratic'",
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
