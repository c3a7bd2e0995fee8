package dev.flatline.alerting;

import static dev.flatline.alerting.Alerts.alert;
import static dev.flatline.alerting.Alerts.cause;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Cause;
import dev.flatline.alert.Severity;
import dev.flatline.alerting.route.Routed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertPipelineTest {

    private static final Cause SIGMOIDS = cause("saturating-stack", "vanishing-gradient", "output-collapse");

    private AlertPipeline pipeline;

    @BeforeEach
    void begin() throws Exception {
        pipeline = new AlertPipeline(AlertingReading.of("""
                channels: {screen: {type: console}, pager: {type: console}}
                route:
                  severity: info
                  channels: screen
                  routes:
                    - {severity: critical, channels: [screen, pager]}
                """, Map.of()));
    }

    @Test
    void anEpisodeIsToldOnceItsSymptomsInPassingAndItsEnd() {
        // At iteration 60 the network collapses: one thing to fix, two alerts.
        assertThat(happens(
                        alert("output-collapse").at(60).causedBy(SIGMOIDS).firing(),
                        alert("vanishing-gradient").at(60).causedBy(SIGMOIDS).firing()))
                .containsExactly(
                        "screen output-collapse",
                        "pager output-collapse",
                        "screen vanishing-gradient (as output-collapse)",
                        "pager vanishing-gradient (as output-collapse)");

        // At iteration 90 a warning comes on top; the pager stays silent.
        assertThat(happens(alert("unscaled-input")
                        .at(90)
                        .severity(Severity.WARNING)
                        .firing()))
                .containsExactly("screen unscaled-input");

        // At iteration 220 it recovers.
        assertThat(happens(
                        alert("vanishing-gradient").at(220).resolved(),
                        alert("output-collapse").at(220).resolved()))
                .hasSize(4);

        // At iteration 400 it collapses again, and the cause is told again.
        assertThat(happens(
                        alert("vanishing-gradient").at(400).causedBy(SIGMOIDS).firing()))
                .containsExactly("screen vanishing-gradient", "pager vanishing-gradient");
    }

    @Test
    void afterARestartItKnowsWhatWasTold() {
        // Given
        pipeline.recall(List.of(alert("output-collapse").causedBy(SIGMOIDS).firing()));

        // When
        List<String> told =
                happens(alert("vanishing-gradient").causedBy(SIGMOIDS).firing());

        // Then
        assertThat(told).contains("pager vanishing-gradient (as output-collapse)");
    }

    private List<String> happens(Alert... alerts) {
        return pipeline.accept(List.of(alerts)).stream()
                .map(AlertPipelineTest::words)
                .toList();
    }

    private static String words(Routed routed) {
        String explained =
                routed.announcement().muted() ? " (as " + routed.announcement().explanation() + ")" : "";
        return routed.channel() + " " + routed.announcement().alert().title() + explained;
    }
}
