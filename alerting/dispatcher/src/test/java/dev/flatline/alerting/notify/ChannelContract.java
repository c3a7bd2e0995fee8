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
import dev.flatline.alerting.mute.Announcement.Explanation;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every channel keeps to. */
public abstract class ChannelContract {

    /** The channel, with a receiver that takes everything. */
    protected abstract Channel channel();

    @Test
    void deliversAFiringAMutedAndAResolvedAlert() {
        // Given
        Announcement firing = alert("output-collapse").told();
        Announcement muted = muted(alert("output-collapse").firing());
        Announcement resolved = Announcement.of(alert("output-collapse").resolved());
        Channel channel = channel();

        // When
        List<Outcome> outcomes = Stream.of(firing, muted, resolved, firing.again())
                .map(Message::of)
                .map(channel::deliver)
                .toList();

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
        Outcome outcome = channel().deliver(Message.of(Announcement.of(alert)));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void deliversAsMuchAtOnceAsItSays() {
        // Given
        Channel channel = channel();
        List<Announcement> many = IntStream.range(0, Math.min(channel.most(), 300))
                .mapToObj(i -> alert("output-collapse").inRun("trial-" + i).told())
                .toList();

        // When
        Outcome outcome = channel.deliver(new Message("digest:1", many, Map.of()));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void deliversTextsWithoutEnd() {
        // Given
        String endless = "\ud83d\ude00<&\"```\n".repeat(20_000);
        Symptom symptom = new Symptom(
                "output-collapse",
                endless,
                Severity.CRITICAL,
                List.of(endless),
                endless,
                Map.of(endless.substring(0, 9_000), 1.0));
        RunRef run = new RunRef("digits", endless, 0, Map.of());
        Cause cause = new Cause("x", 0.5, endless, endless, List.of());
        Alert alert = new Alert("f", 1, AlertState.FIRING, run, symptom, 0, 0, null, 0, cause);

        // When
        Outcome outcome = channel().deliver(Message.of(Announcement.of(alert)));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    }

    /** The alert as one that another has explained. */
    protected static Announcement muted(Alert alert) {
        return new Announcement(alert, new Explanation("digits/output-collapse", "output-collapse"), 0);
    }
}
