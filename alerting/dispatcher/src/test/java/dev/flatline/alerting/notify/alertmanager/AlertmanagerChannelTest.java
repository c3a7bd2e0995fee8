package dev.flatline.alerting.notify.alertmanager;

import static dev.flatline.alerting.Alerts.alert;
import static dev.flatline.alerting.Alerts.cause;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.notify.Channel;
import dev.flatline.alerting.notify.ChannelContract;
import dev.flatline.alerting.notify.ChannelFrom;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.Outcome;
import dev.flatline.alerting.notify.Receiver;
import dev.flatline.alerting.notify.http.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AlertmanagerChannelTest extends ChannelContract {

    private static RealAlertmanager alertmanager;

    @BeforeAll
    static void startAlertmanager() throws Exception {
        assumeTrue(RealAlertmanager.isThere(), "prometheus-alertmanager is not installed");
        alertmanager = RealAlertmanager.start();
    }

    @AfterAll
    static void stopAlertmanager() {
        if (alertmanager != null) {
            alertmanager.close();
        }
    }

    @Override
    protected Channel channel() {
        return ChannelFrom.settings("type: alertmanager", "urls: " + alertmanager.url());
    }

    @Test
    void anAlertIsThereWithAllThereIsToSay() {
        // When
        channel()
                .deliver(Message.of(alert("output-collapse")
                        .inRun("full")
                        .causedBy(cause("saturating-stack", "output-collapse"))
                        .told()));

        // Then
        JsonNode alert = alertmanager.alertsOf("full").get(0);
        assertThat(alert.at("/labels/alertname").asText()).isEqualTo("FlatlineOutputCollapse");
        assertThat(alert.at("/labels/severity").asText()).isEqualTo("critical");
        assertThat(alert.at("/labels/tag_team").asText()).isEqualTo("vision");
        assertThat(alert.at("/annotations/confidence").asText()).isEqualTo("80 %");
        assertThat(alert.at("/annotations/runbook").asText()).endsWith("/output-collapse.md");
        assertThat(alert.path("generatorURL").asText()).contains("var-run=full");
        assertThat(alert.path("startsAt").asText()).startsWith("1970-01-01T00:00:00.060Z");
    }

    @Test
    void whatIsResolvedFiresNoLonger() {
        // Given
        Channel channel = channel();
        channel.deliver(Message.of(alert("dead-relu").inRun("brief").told()));
        int firing = alertmanager.alertsOf("brief").size();

        // When
        channel.deliver(
                Message.of(Announcement.of(alert("dead-relu").inRun("brief").resolved())));

        // Then
        assertThat(firing).isEqualTo(1);
        assertThat(alertmanager.alertsOf("brief")).isEmpty();
    }

    @Test
    void theEndOfOneEpisodeDoesNotEndTheNext() {
        // When
        channel()
                .deliver(new Message(
                        "refresh",
                        List.of(
                                Announcement.of(
                                        alert("dead-relu").inRun("again").resolved()),
                                alert("dead-relu").inRun("again").told()),
                        Map.of()));

        // Then
        assertThat(alertmanager.alertsOf("again")).hasSize(1);
    }

    @Test
    void isDeliveredWhenOneOfSeveralHasIt() throws Exception {
        try (Receiver down = new Receiver()) {
            // Given
            down.alwaysAnswers(503, "");
            Channel channel = ChannelFrom.settings(
                    "type: alertmanager", "urls: [" + down.url() + ", " + alertmanager.url() + "]");

            // When
            Outcome outcome = channel.deliver(Message.of(alert("dead-relu").told()));

            // Then
            assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
            assertThat(Json.read(down.lastBody()).get(0).has("endsAt")).isTrue();
        }
    }
}
