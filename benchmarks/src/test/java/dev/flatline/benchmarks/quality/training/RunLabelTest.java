package dev.flatline.benchmarks.quality.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.benchmarks.quality.training.Expectation.Verdict;
import dev.flatline.benchmarks.quality.training.RunLabel.State;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunLabelTest {

    @ParameterizedTest
    @CsvSource({
        "HEALTHY, 0.95, 100, HEALTHY, false",
        "HEALTHY, 0.50, 100, FAILING, true",
        "HEALTHY, 0.50,  60, UNSCORED, false",
        "HEALTHY, 0.95,  60, HEALTHY, false",
        "FAULTY,  0.50, 100, FAILING, false",
        "FAULTY,  0.50,  60, FAILING, false",
        "FAULTY,  0.95, 100, HEALTHY, true",
        "FAULTY,  NaN,  100, FAILING, false",
        "WEAK,    0.95, 100, UNSCORED, false",
        "WEAK,    0.50, 100, UNSCORED, false",
    })
    void theOutcomeDecidesEvenAgainstTheCase(
            Verdict meant, double reached, long trained, State state, boolean relabelled) {
        // Given
        Expectation expectation = new Expectation(meant, List.of(), List.of("a-cause"), "");

        // When
        RunLabel label = new RunLabel(
                "own", "one", 1, expectation, new Outcome("accuracy", reached, 0.9), 100, trained, 0, 10, 0.1);

        // Then
        assertThat(label.state()).isEqualTo(state);
        assertThat(label.relabelled()).isEqualTo(relabelled);
        assertThat(label.namedCauses()).hasSize(state == State.FAILING ? 1 : 0);
    }
}
