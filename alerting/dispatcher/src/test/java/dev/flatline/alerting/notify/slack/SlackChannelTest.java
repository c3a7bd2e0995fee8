package dev.flatline.alerting.notify.slack;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackChannelTest extends ChannelContract {

    private static final String POSTED = "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"17.5\"}";

    @TempDir
    private Path folder;

    private Receiver slack;

    @BeforeEach
    void startSlack() throws Exception {
        slack = new Receiver();
        slack.alwaysAnswers(200, POSTED);
    }

    @AfterEach
    void stopSlack() {
        slack.close();
    }

    @Override
    protected Channel channel() {
        return ChannelFrom.settings(
                "type: slack", "bot-token-env: PASSWORD", "channel: '#ml'", "api-url: " + slack.url() + "/api");
    }

    @Test
    void saysAllThereIsToSay() {
        // When
        channel()
                .deliver(Message.of(alert("output-collapse")
                        .causedBy(cause("saturating-stack", "output-collapse"))
                        .told()));

        // Then
        assertThat(slack.requests()).containsExactly("POST /api/chat.postMessage");
        assertThat(slack.header("Authorization")).isEqualTo("Bearer s3cret");
        assertThat(slack.lastBody())
                .contains("\"channel\":\"#ml\"")
                .contains("CRITICAL  output-collapse in run digits")
                .contains("iteration 12 (certain at iteration 60)")
                .contains("output diversity 1.2e-12")
                .contains("Likely cause (80 %)")
                .contains("```.activation(Activation.RELU)```")
                .contains("https://grafana.example.org/d/flatline-run?var-run=digits|Dashboard")
                .contains("https://wiki.example.org/runbooks/output-collapse.md|Runbook");
    }

    @Test
    void changesItsPostWhenTheEpisodeIsOver() {
        // Given
        Channel channel = channel();
        Outcome told = channel.deliver(Message.of(alert("output-collapse").told()));

        // When
        channel.deliver(over("output-collapse", told));

        // Then
        assertThat(slack.requests()).last().isEqualTo("POST /api/chat.update");
        assertThat(slack.lastBody())
                .contains("\"channel\":\"C1\"", "\"ts\":\"17.5\"", "RESOLVED  output-collapse", "#2e7d32");
    }

    @Test
    void answersUnderADigestWhenOneOfItsEpisodesIsOver() {
        // Given
        Channel channel = channel();
        Outcome told = channel.deliver(new Message(
                "digest:1",
                List.of(alert("output-collapse").told(), alert("dead-relu").told()),
                Map.of()));

        // When
        channel.deliver(over("output-collapse", told));

        // Then
        assertThat(slack.requests()).last().isEqualTo("POST /api/chat.postMessage");
        assertThat(slack.lastBody()).contains("\"thread_ts\":\"17.5\"");
    }

    private static Message over(String kind, Outcome told) {
        Announcement over = Announcement.of(alert(kind).at(220).resolved());
        String receipt = ((Outcome.Delivered) told).receipt();
        return new Message(over.key(), List.of(over), Map.of(over.episode(), receipt));
    }

    @Test
    void mentionsNobodyAndLinksNowhereAtTheWishOfARun() {
        // When
        channel()
                .deliver(Message.of(
                        alert("dead-relu").inRun("<!channel> & <http://x|y>").told()));

        // Then
        JsonNode text = Json.read(slack.lastBody()).path("text");
        assertThat(text.asText()).contains("&lt;!channel&gt; &amp; &lt;http://x|y&gt;");
    }

    @Test
    void keepsToTheLimitsOfBlocks() {
        // Given
        String endless = "long ".repeat(5_000);

        // When
        channel().deliver(Message.of(alert("dead-relu").inRun(endless).told()));

        // Then
        JsonNode blocks = Json.read(slack.lastBody()).at("/attachments/0/blocks");
        assertThat(blocks).hasSizeLessThanOrEqualTo(50).allSatisfy(block -> {
            String text = block.at("/text/text").asText();
            assertThat(text.length())
                    .isLessThanOrEqualTo(block.path("type").asText().equals("header") ? 150 : 3_000);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "ratelimited, Retryable",
        "internal_error, Retryable",
        "channel_not_found, Rejected",
        "invalid_auth, Rejected"
    })
    void takesSlackAtItsWord(String error, String outcome) {
        // Given
        slack.answers(200, "{\"ok\":false,\"error\":\"" + error + "\"}", Manner.WHOLE);

        // When
        Outcome said = channel().deliver(Message.of(alert("dead-relu").told()));

        // Then
        assertThat(said.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(said.toString()).contains(error).doesNotContain("s3cret");
    }

    @Test
    void anAnswerThatIsCutOffIsWorthAnotherAttempt() {
        // Given
        slack.answers(200, POSTED, Manner.CUT);

        // When
        Outcome said = channel().deliver(Message.of(alert("dead-relu").told()));

        // Then
        assertThat(said).isInstanceOf(Outcome.Retryable.class);
    }

    @Test
    void postsThroughAWebhookToo() throws Exception {
        // Given
        Path url = Files.writeString(folder.resolve("url"), slack.url() + "/services/T0/B0/x\n");
        Channel channel = ChannelFrom.settings("type: slack", "webhook-url-file: " + url);
        slack.answers(404, "no_service", Manner.WHOLE);

        // When
        Outcome refused = channel.deliver(Message.of(alert("dead-relu").told()));
        Outcome taken = channel.deliver(Message.of(alert("dead-relu").told()));

        // Then
        assertThat(slack.requests()).last().isEqualTo("POST /services/T0/B0/x");
        assertThat(refused.toString()).contains("no_service").doesNotContain("/services/");
        assertThat(taken).isInstanceOf(Outcome.Delivered.class);
    }
}
