package dev.flatline.alerting.mute;

import static dev.flatline.alerting.Alerts.alert;
import static dev.flatline.alerting.Alerts.cause;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Cause;
import dev.flatline.alert.configure.Glob;
import dev.flatline.alerting.group.AlertGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

class InhibitionTest {

    private static final Cause SIGMOIDS = cause("saturating-stack", "vanishing-gradient", "output-collapse");

    private final Inhibition inhibition = new Inhibition(List.of());

    @Test
    void theFirstAlertOfACauseIsToldAndTheNextIsMuted() {
        // When
        boolean first = muted(alert("vanishing-gradient").causedBy(SIGMOIDS).firing());
        Announcement second =
                announce(alert("output-collapse").causedBy(SIGMOIDS).firing());

        // Then
        assertThat(first).isFalse();
        assertThat(second.explanation()).isEqualTo("vanishing-gradient");
    }

    @Test
    void anAlertWithoutACauseIsTold() {
        assertThat(muted(alert("non-finite").firing())).isFalse();
        assertThat(muted(alert("dead-relu").firing())).isFalse();
    }

    @Test
    void anAlertThatTheCauseDoesNotExplainIsTold() {
        // Given
        announce(alert("vanishing-gradient").causedBy(SIGMOIDS).firing());

        // When
        boolean muted = muted(alert("class-imbalance").causedBy(SIGMOIDS).firing());

        // Then
        assertThat(muted).isFalse();
    }

    @Test
    void theCauseOfOneRunDoesNotMuteAnother() {
        // Given
        announce(alert("vanishing-gradient").causedBy(SIGMOIDS).firing());

        // When
        boolean muted =
                muted(alert("output-collapse").inRun("other").causedBy(SIGMOIDS).firing());

        // Then
        assertThat(muted).isFalse();
    }

    @Test
    void aResolvedMessageIsMutedIfItsFiringMessageWas() {
        // Given
        announce(alert("vanishing-gradient").causedBy(SIGMOIDS).firing());
        announce(alert("output-collapse").causedBy(SIGMOIDS).firing());

        // When
        boolean symptom = muted(alert("output-collapse").resolved());
        boolean teller = muted(alert("vanishing-gradient").resolved());

        // Then
        assertThat(symptom).isTrue();
        assertThat(teller).isFalse();
    }

    @Test
    void aCauseThatComesBackIsToldAgain() {
        // Given
        announce(alert("vanishing-gradient").causedBy(SIGMOIDS).firing());
        announce(alert("output-collapse").causedBy(SIGMOIDS).firing());
        announce(alert("vanishing-gradient").resolved());
        announce(alert("output-collapse").resolved());

        // When
        boolean muted = muted(alert("output-collapse").causedBy(SIGMOIDS).firing());

        // Then
        assertThat(muted).isFalse();
    }

    @Test
    void aSymptomStaysMutedWhileAnotherOfTheCauseFires() {
        // Given
        announce(alert("vanishing-gradient").causedBy(SIGMOIDS).firing());
        announce(alert("output-collapse").causedBy(SIGMOIDS).firing());
        announce(alert("output-collapse").resolved());

        // When
        boolean muted = muted(alert("output-collapse").causedBy(SIGMOIDS).firing());

        // Then
        assertThat(muted).isTrue();
    }

    @Test
    void aRepeatedMessageOfTheTellerIsToldAgain() {
        // Given
        Alert teller = alert("vanishing-gradient").causedBy(SIGMOIDS).firing();
        announce(teller);

        // When
        boolean muted = muted(teller);

        // Then
        assertThat(muted).isFalse();
    }

    @Test
    void aRuleMutesWhileItsAlertFires() {
        // Given
        WhileRule rule = new WhileRule(new Glob("training-stalled"), List.of(new Glob("*")));
        Inhibition ruled = new Inhibition(List.of(rule));
        Alert stalled = alert("training-stalled").firing();

        // When
        ruled.recall(List.of(stalled));
        Announcement during = ruled.mute(group(alert("dead-relu").firing())).get(0);
        ruled.recall(List.of(alert("training-stalled").resolved()));
        Announcement after = ruled.mute(group(alert("loss-spike").firing())).get(0);

        // Then
        assertThat(during.explanation()).isEqualTo("training-stalled");
        assertThat(after.muted()).isFalse();
    }

    private static AlertGroup group(Alert alert) {
        return new AlertGroup(alert.run(), List.of(alert));
    }

    private boolean muted(Alert alert) {
        return announce(alert).muted();
    }

    private Announcement announce(Alert alert) {
        return inhibition.mute(new AlertGroup(alert.run(), List.of(alert))).get(0);
    }
}
