package dev.flatline.alerting.notify.console;

import static dev.flatline.alerting.Alerts.alert;
import static dev.flatline.alerting.Alerts.cause;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.alert.RunRef;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.notify.Channel;
import dev.flatline.alerting.notify.ChannelContract;
import dev.flatline.alerting.notify.Message;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleChannelTest extends ChannelContract {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Override
    protected Channel channel() {
        return new ConsoleChannel(new ConsoleSettings(new PrintStream(printed, true, UTF_8), false));
    }

    @Test
    void tellsAnAlertInFull() {
        // Given
        Alert alert = alert("output-collapse")
                .causedBy(cause("saturating-stack", "output-collapse"))
                .firing();

        // When
        channel().deliver(Message.of(Announcement.of(alert)));

        // Then
        assertThat(printed.toString(UTF_8)).isEqualTo("""

                        !! CRITICAL  output-collapse  in run digits
                           What      One answer for every input.
                           Since     iteration 12 (certain at iteration 60)
                           Where     layer 0, layer 2
                           Evidence  output diversity 1.2e-12, skill 0.00312
                           Cause     Sigmoids in every layer.
                           Fix       .activation(Activation.RELU)

                        """);
    }

    @Test
    void tellsAMutedAlertInOneLine() {
        // When
        channel().deliver(Message.of(muted(alert("vanishing-gradient").firing())));

        // Then
        assertThat(printed.toString(UTF_8))
                .isEqualTo("   + vanishing-gradient since iteration 12, layer 0, layer 2:"
                        + " has the same cause as output-collapse\n");
    }

    @Test
    void tellsThatAnAlertResolvedInOneLine() {
        // When
        channel()
                .deliver(Message.of(
                        Announcement.of(alert("output-collapse").at(220).resolved())));

        // Then
        assertThat(printed.toString(UTF_8))
                .isEqualTo("ok RESOLVED  output-collapse  in run digits:"
                        + " gone at iteration 220, was there since iteration 12\n");
    }

    @Test
    void wrapsLongSentences() {
        // Given
        String sentence = "The network gives one answer to everything it is shown. ".repeat(6);
        Symptom symptom = new Symptom("output-collapse", "", Severity.WARNING, List.of(), sentence, Map.of());
        Alert alert =
                new Alert("f", 1, AlertState.FIRING, new RunRef("r", "r", 0, Map.of()), symptom, 1, 2, null, 3, null);

        // When
        channel().deliver(Message.of(Announcement.of(alert)));

        // Then
        assertThat(printed.toString(UTF_8).lines()).hasSizeGreaterThan(5).allMatch(line -> line.length() <= 100);
    }

    @Test
    void doesNotLetANameSteerTheTerminal() {
        // When
        channel().deliver(Message.of(alert("dead-relu").inRun("a\u001b[2Jb").told()));

        // Then
        assertThat(printed.toString(UTF_8)).contains("in run a?[2Jb").doesNotContain("\u001b");
    }

    @Test
    void coloursOnATerminalUnlessNoColorIsSet() {
        PrintStream out = new PrintStream(printed, true, UTF_8);
        assertThat(ConsoleSettings.of(out, true, Map.of()).colour()).isTrue();
        assertThat(ConsoleSettings.of(out, true, Map.of("NO_COLOR", "1")).colour())
                .isFalse();
        assertThat(ConsoleSettings.of(out, false, Map.of()).colour()).isFalse();
    }

    @Test
    void showsTheSeverityInItsColour() {
        // When
        String text = new AlertText(Paint.ANSI).of(alert("dead-relu").told());

        // Then
        assertThat(text).contains("\u001b[1;31m!! CRITICAL  dead-relu\u001b[0m");
    }
}
