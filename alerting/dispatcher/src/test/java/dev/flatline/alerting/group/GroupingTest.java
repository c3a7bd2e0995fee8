package dev.flatline.alerting.group;

import static dev.flatline.alerting.Alerts.alert;
import static dev.flatline.alerting.Alerts.cause;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupingTest {

    @Test
    void keepsRunsApart() {
        // Given
        Alert first = alert("non-finite").inRun("a").firing();
        Alert second = alert("non-finite").inRun("b").firing();
        Alert third = alert("dead-relu").inRun("a").firing();

        // When
        List<AlertGroup> groups = new Grouping().byRun(List.of(first, second, third));

        // Then
        assertThat(groups).extracting(group -> group.run().id()).containsExactly("a", "b");
        assertThat(groups.get(0).alerts()).containsExactlyInAnyOrder(first, third);
    }

    @Test
    void putsTheCauseBeforeItsSymptomsThoughTheyAreWorse() {
        // Given
        var unscaled = cause("unscaled-input", "unscaled-input", "saturated-activation", "output-collapse");
        Alert collapse = alert("output-collapse").causedBy(unscaled).firing();
        Alert saturated = alert("saturated-activation")
                .severity(Severity.WARNING)
                .causedBy(unscaled)
                .firing();
        Alert input = alert("unscaled-input")
                .severity(Severity.WARNING)
                .causedBy(unscaled)
                .firing();

        // When
        List<AlertGroup> groups = new Grouping().byRun(List.of(saturated, collapse, input));

        // Then
        assertThat(groups.get(0).alerts()).containsExactly(input, collapse, saturated);
    }

    @Test
    void keepsTheOrderOfTimeAndBothMessagesOfAShortEpisode() {
        // Given
        Alert firing = alert("dead-relu").at(60).firing();
        Alert resolved = alert("dead-relu").at(80).resolved();

        // When
        List<AlertGroup> groups = new Grouping().byRun(List.of(firing, resolved));

        // Then
        assertThat(groups.get(0).alerts()).containsExactly(firing, resolved);
    }
}
