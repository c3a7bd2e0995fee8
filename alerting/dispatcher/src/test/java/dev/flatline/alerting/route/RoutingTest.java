package dev.flatline.alerting.route;

import static dev.flatline.alerting.Alerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Severity;
import dev.flatline.alerting.mute.Announcement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {

    @ParameterizedTest
    @CsvSource({"INFO,WARNING,false", "WARNING,WARNING,true", "CRITICAL,WARNING,true"})
    void sendsWhatIsSevereEnough(Severity severity, Severity minimum, boolean sent) {
        // Given
        Routing routing = new Routing(List.of(new Route("webhook", minimum, false)));

        // When
        List<Routed> routed = routing.route(
                new Announcement(alert("dead-relu").severity(severity).firing(), null));

        // Then
        assertThat(routed).hasSize(sent ? 1 : 0);
    }

    @Test
    void sendsMutedOnesOnlyWhereTheyAreWanted() {
        // Given
        Routing routing = new Routing(
                List.of(new Route("console", Severity.INFO, true), new Route("webhook", Severity.INFO, false)));

        // When
        List<Routed> routed = routing.route(new Announcement(alert("dead-relu").firing(), "unscaled-input"));

        // Then
        assertThat(routed).extracting(Routed::channel).containsExactly("console");
    }
}
