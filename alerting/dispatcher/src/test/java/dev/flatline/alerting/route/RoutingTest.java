package dev.flatline.alerting.route;

import static dev.flatline.alerting.Alerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Severity;
import dev.flatline.alerting.AlertingReading;
import dev.flatline.alerting.Alerts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {

    private static final String TREE = """
            channels: {a: {type: console}, b: {type: console}, c: {type: console}, d: {type: console}}
            route:
              channels: a
              routes:
                - {run: 'sweep-*', channels: b, routes: [{kind: [non-finite, 'loss-*'], channels: c}]}
                - {tags: {team: vision}, severity: critical, channels: d, continue: true}
                - {kind: dead-relu, channels: [b, d]}
                - {tags: {team: speech}, channels: c}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "digits  | output-collapse | WARNING  | a",
                "digits  | output-collapse | INFO     | ",
                "sweep-7 | output-collapse | CRITICAL | b",
                "sweep-7 | non-finite      | CRITICAL | c",
                "sweep-7 | loss-spike      | WARNING  | c",
                "digits  | output-collapse | CRITICAL | d",
                "digits  | dead-relu       | CRITICAL | d b",
                "digits  | dead-relu       | WARNING  | b d",
                "Sweep-7 | loss-spike      | WARNING  | a"
            })
    void theFirstBranchThatTakesAnAlertDecides(String run, String kind, Severity severity, String channels)
            throws Exception {
        // Given
        Routing routing = new Routing(AlertingReading.of(TREE, Map.of()).route());
        Alerts alert = alert(kind).inRun(run).severity(severity);

        // When
        List<Routed> routed = routing.route(alert.told());

        // Then
        String got = String.join(" ", routed.stream().map(Routed::channel).toList());
        assertThat(got).isEqualTo(channels == null ? "" : channels);
    }
}
