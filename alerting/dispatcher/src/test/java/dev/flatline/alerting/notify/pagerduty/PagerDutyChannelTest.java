package dev.flatline.alerting.notify.pagerduty;

import static dev.flatline.alerting.Alerts.alert;
import static dev.flatline.alerting.Alerts.cause;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.notify.Channel;
import dev.flatline.alerting.notify.ChannelContract;
import dev.flatline.alerting.notify.ChannelFrom;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.Outcome;
import dev.flatline.alerting.notify.Receiver;
import dev.flatline.alerting.notify.Receiver.Manner;
import dev.flatline.alerting.notify.http.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagerDutyChannelTest extends ChannelContract {

    private Receiver pagerDuty;

    @BeforeEach
    void startPagerDuty() throws Exception {
        pagerDuty = new Receiver();
        pagerDuty.alwaysAnswers(202, "{\"status\":\"success\"}");
    }

    @AfterEach
    void stopPagerDuty() {
        pagerDuty.close();
    }

    @Override
    protected Channel channel() {
        return ChannelFrom.settings(
                "type: pagerduty", "routing-key-env: PASSWORD", "url: " + pagerDuty.url() + "/v2/enqueue");
    }

    @Test
    void triggersWithAllThereIsToSayAndResolvesByTheSameKey() {
        // Given
        Channel channel = channel();
        channel.deliver(Message.of(alert("output-collapse")
                .causedBy(cause("saturating-stack", "output-collapse"))
                .told()));

        // When
        channel.deliver(Message.of(Announcement.of(alert("output-collapse").resolved())));

        // Then
        JsonNode trigger = Json.read(pagerDuty.bodies().get(0));
        JsonNode resolve = Json.read(pagerDuty.bodies().get(1));
        assertThat(trigger.path("event_action").asText()).isEqualTo("trigger");
        assertThat(trigger.path("routing_key").asText()).isEqualTo("s3cret");
        assertThat(trigger.at("/payload/severity").asText()).isEqualTo("critical");
        assertThat(trigger.at("/payload/summary").asText())
                .isEqualTo("output-collapse in run digits: One answer for every input.");
        assertThat(trigger.at("/payload/timestamp").asText()).isEqualTo("1970-01-01T00:00:00.060Z");
        assertThat(trigger.at("/payload/custom_details/fix").asText()).contains("RELU");
        assertThat(trigger.path("client_url").asText()).contains("var-run=digits");
        assertThat(resolve.path("event_action").asText()).isEqualTo("resolve");
        assertThat(resolve.path("dedup_key")).isEqualTo(trigger.path("dedup_key"));
    }

    @Test
    void saysWhyAnEventWasRefused() {
        // Given
        pagerDuty.answers(400, "{\"errors\":[\"Length of 'routing_key' is incorrect\"]}", Manner.WHOLE);

        // When
        Outcome outcome = channel().deliver(Message.of(alert("dead-relu").told()));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        assertThat(outcome.toString()).contains("routing_key").doesNotContain("s3cret");
    }
}
