package dev.flatline.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.alert.Cause;
import dev.flatline.alert.RunRef;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunComparisonTest {

    private static final RunRef RUN = new RunRef("digits", "digits", 1, Map.of());

    /** Fires 10 iterations after it was first seen; is there to the end if {@code last} is 0. */
    private static Alert alert(String kind, long first, long last) {
        return new Alert(
                kind + "@" + first,
                1,
                last == 0 ? AlertState.FIRING : AlertState.RESOLVED,
                RUN,
                new Symptom(kind, "", Severity.WARNING, List.of(), "Something is.", Map.of()),
                first,
                first + 10,
                last == 0 ? null : last,
                0,
                null);
    }

    private static List<String> words(List<Alert> before, List<Alert> after) {
        return RunComparison.changes(before, after).stream()
                .map(change -> change.sort() + " " + change.alert().symptom().kind() + ": "
                        + String.join("; ", change.differences()))
                .toList();
    }

    @Test
    void whatIsTheSameIsNotTold() {
        assertThat(words(List.of(alert("dead-relu", 5, 0)), List.of(alert("dead-relu", 5, 0))))
                .isEmpty();
    }

    @Test
    void whatFiresUnderOneSetOfRulesOnlyAppearsOrVanishes() {
        assertThat(words(List.of(alert("dead-relu", 5, 0)), List.of(alert("loss-plateau", 100, 0))))
                .containsExactly(
                        "appears loss-plateau: at iteration 110, warning: Something is.",
                        "vanishes dead-relu: at iteration 15, warning: Something is.");
    }

    @Test
    void whatFiresAtAnotherTimeIsChangedIfTheTimesOverlap() {
        assertThat(words(List.of(alert("dead-relu", 50, 0)), List.of(alert("dead-relu", 20, 90))))
                .containsExactly("changes dead-relu: fires at iteration 30, 30 earlier; it is gone at iteration 90"
                        + " instead of there to the end");
    }

    @Test
    void ofTwoEpisodesEachIsComparedWithItsOwn() {
        assertThat(words(
                        List.of(alert("loss-spike", 10, 40), alert("loss-spike", 100, 140)),
                        List.of(alert("loss-spike", 105, 140))))
                .containsExactly(
                        "changes loss-spike: fires at iteration 115, 5 later",
                        "vanishes loss-spike: at iteration 20, warning: Something is.");
    }

    @Test
    void anotherDiagnosisIsAChangeOfItsOwn() {
        // Given
        Cause cause = new Cause("dead-relu", 0.5, "Why.", "What.", List.of("dead-relu"));

        // Then
        assertThat(new RunComparison(RUN, List.of(), null, cause).isSame()).isFalse();
        assertThat(ComparisonText.of(List.of(new RunComparison(RUN, List.of(), null, cause))))
                .contains("== digits, attempt 1 ==", "Diagnosis dead-relu instead of none");
        assertThat(new RunComparison(RUN, List.of(), cause, cause).isSame()).isTrue();
    }

    @Test
    void runsThatStayTheSameAreCountedOnly() {
        // Given
        RunComparison same = new RunComparison(RUN, List.of(), null, null);
        RunComparison other = new RunComparison(RUN, List.of(new Change(null, alert("dead-relu", 5, 0))), null, null);

        // Then
        assertThat(ComparisonText.of(List.of(same))).isEqualTo("\nNo alert and no diagnosis would change in 1 run.\n");
        assertThat(ComparisonText.of(List.of(same, other, same)))
                .containsOnlyOnce("== digits, attempt 1 ==")
                .contains("New       dead-relu: at iteration 15")
                .endsWith("\nNo alert and no diagnosis would change in the other 2 runs.\n");
    }
}
