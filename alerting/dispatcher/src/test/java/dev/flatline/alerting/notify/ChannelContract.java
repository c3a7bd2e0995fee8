package dev.flatline.alerting.notify;

import static dev.flatline.alerting.Alerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.alert.Cause;
import dev.flatline.alert.RunRef;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.alerting.mute.Announcement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every channel keeps to. */
public abstract class ChannelContract {

    /** The channel, with a receiver that takes everything. */
    protected abstract Channel channel();

    @Test
    void deliversAFiringAMutedAndAResolvedAlert() {
        // Given
        Announcement firing = new Announcement(alert("output-collapse").firing(), null);
        Announcement muted = new Announcement(alert("output-collapse").firing(), "unscaled-input");
        Announcement resolved = new Announcement(alert("output-collapse").resolved(), null);

        // When
        List<Outcome> outcomes = List.of(
                channel().deliver(firing), channel().deliver(muted), channel().deliver(resolved));

        // Then
        assertThat(outcomes).allMatch(Outcome.Delivered.class::isInstance);
    }

    @Test
    void deliversEmptyTextsNaNAndInfinities() {
        // Given
        Symptom symptom = new Symptom(
                "",
                "",
                Severity.INFO,
                List.of(),
                "",
                Map.of("score", Double.NaN, "", Double.POSITIVE_INFINITY, "slope", Double.NEGATIVE_INFINITY));
        RunRef run = new RunRef("", "\u001b[2J\n\u0000", 0, Map.of());
        Alert alert =
                new Alert("f", 1, AlertState.FIRING, run, symptom, 0, 0, null, 0, new Cause("", 0, "", "", List.of()));

        // When
        Outcome outcome = channel().deliver(new Announcement(alert, null));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void hasALowerCaseNameForRoutesAndCounters() {
        assertThat(channel().name()).matches("[a-z][a-z-]*");
    }
}
