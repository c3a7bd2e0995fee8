package dev.flatline.alerting.notify.grafana;

import static dev.flatline.alerting.Alerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrafanaChannelTest extends ChannelContract {

    private static final Announcement OVER =
            Announcement.of(alert("dead-relu").at(220).resolved());

    private Receiver grafana;

    @BeforeEach
    void startGrafana() throws Exception {
        grafana = new Receiver();
        grafana.alwaysAnswers(200, "{\"id\":42,\"message\":\"Annotation added\"}");
    }

    @AfterEach
    void stopGrafana() {
        grafana.close();
    }

    @Override
    protected Channel channel() {
        return ChannelFrom.settings("type: grafana", "token-env: PASSWORD", "url: " + grafana.url() + "/");
    }

    @Test
    void marksARegionFromFiringToResolved() {
        // Given
        Channel channel = channel();
        Outcome begun = channel.deliver(Message.of(alert("dead-relu").told()));
        String receipt = ((Outcome.Delivered) begun).receipt();

        // When
        channel.deliver(new Message("k", List.of(OVER), Map.of(OVER.episode(), receipt)));

        // Then
        JsonNode begin = Json.read(grafana.bodies().get(0));
        JsonNode end = Json.read(grafana.bodies().get(1));
        assertThat(grafana.requests()).containsExactly("POST /api/annotations", "PATCH /api/annotations/42");
        assertThat(grafana.header("Authorization")).isEqualTo("Bearer s3cret");
        assertThat(begin.path("dashboardUID").asText()).isEqualTo("flatline-run");
        assertThat(begin.path("time").asLong()).isEqualTo(60);
        assertThat(begin.path("tags").toString()).contains("flatline", "dead-relu", "digits");
        assertThat(end.path("timeEnd").asLong()).isEqualTo(220);
        assertThat(end.path("text").asText()).contains("RESOLVED");
    }

    @Test
    void anAnnotationThatSomebodyTookAwayNeedsNoEnd() {
        // Given
        grafana.answers(404);

        // When
        Outcome outcome = channel().deliver(new Message("k", List.of(OVER), Map.of(OVER.episode(), "42")));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    }
}
