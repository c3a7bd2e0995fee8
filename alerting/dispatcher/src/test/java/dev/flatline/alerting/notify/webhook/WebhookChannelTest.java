package dev.flatline.alerting.notify.webhook;

import static dev.flatline.alerting.Alerts.alert;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import dev.flatline.alert.AlertCodec;
import dev.flatline.alerting.notify.Channel;
import dev.flatline.alerting.notify.ChannelContract;
import dev.flatline.alerting.notify.ChannelFrom;
import dev.flatline.alerting.notify.Links;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.Outcome;
import dev.flatline.alerting.notify.Receiver;
import dev.flatline.alerting.notify.Receiver.Manner;
import dev.flatline.alerting.notify.http.Json;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChannelTest extends ChannelContract {

    private static final Message ALERT = Message.of(alert("output-collapse").told());

    @TempDir
    private Path folder;

    private Receiver receiver;

    @BeforeEach
    void startReceiver() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void stopReceiver() {
        receiver.close();
    }

    @Override
    protected Channel channel() {
        return channel(receiver.url(), Duration.ofSeconds(5));
    }

    private static Channel channel(URI url, Duration timeout) {
        return new WebhookChannel(WebhookSettings.of(url, timeout), Links.NONE);
    }

    @Test
    void postsTheAlertAsJson() throws Exception {
        // When
        channel().deliver(ALERT);

        // Then
        JsonNode body = Json.read(receiver.lastBody());
        assertThat(body.path("type").asText()).isEqualTo("alert.firing");
        byte[] alert = Json.bytes(body.at("/data/alerts/0"));
        assertThat(AlertCodec.decode(alert)).isEqualTo(ALERT.first().alert());
        assertThat(receiver.header("Content-Type")).isEqualTo("application/json");
        assertThat(receiver.header("Idempotency-Key")).isEqualTo("digits/output-collapse:1");
        assertThat(receiver.header("webhook-signature")).isEmpty();
    }

    @Test
    void signsSoThatTheReferenceVerifierTakesItByTheOldKeyAndTheNew() throws Exception {
        // Given
        String newKey = key("new", 24);
        String oldKey = key("old", 32);
        Channel channel = ChannelFrom.settings(
                "type: webhook",
                "url-file: " + file("url", receiver.url() + "/"),
                "signing-key-files: [" + folder.resolve("new") + ", " + folder.resolve("old") + "]");

        // When
        channel.deliver(ALERT);

        // Then
        Map<String, List<String>> headers = Map.of(
                "webhook-id", List.of(receiver.header("webhook-id")),
                "webhook-timestamp", List.of(receiver.header("webhook-timestamp")),
                "webhook-signature", List.of(receiver.header("webhook-signature")));
        new Webhook(newKey).verify(receiver.lastBody(), httpHeaders(headers));
        new Webhook(oldKey).verify(receiver.lastBody(), httpHeaders(headers));
        assertThatThrownBy(() -> new Webhook(key("other", 24)).verify(receiver.lastBody(), httpHeaders(headers)))
                .hasMessageContaining("signature");
    }

    private static java.net.http.HttpHeaders httpHeaders(Map<String, List<String>> headers) {
        return java.net.http.HttpHeaders.of(headers, (name, value) -> true);
    }

    private String key(String name, int bytes) throws Exception {
        String key = "whsec_"
                + Base64.getEncoder()
                        .encodeToString(name.repeat(bytes).substring(0, bytes).getBytes(UTF_8));
        file(name, key + "\n");
        return key;
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 503})
    void aBusyReceiverIsWorthAnotherAttempt(int status) {
        // Given
        receiver.answers(status);

        // When
        Outcome outcome = channel().deliver(ALERT);

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Retryable.class,
                        retryable -> assertThat(retryable.reason()).contains("HTTP status " + status));
    }

    @Test
    void heedsRetryAfterInSecondsAndAsADate() {
        // Given
        receiver.retriesAfter(429, "17");
        ZonedDateTime later = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(100);
        receiver.retriesAfter(503, DateTimeFormatter.RFC_1123_DATE_TIME.format(later));
        receiver.retriesAfter(503, "whenever");

        // When
        List<Outcome> outcomes = List.of(
                channel().deliver(ALERT), channel().deliver(ALERT), channel().deliver(ALERT));

        // Then
        assertThat(outcomes.get(0))
                .isEqualTo(new Outcome.Retryable(
                        "webhook at 127.0.0.1 answered with HTTP status 429", Duration.ofSeconds(17)));
        assertThat(((Outcome.Retryable) outcomes.get(1)).notBefore())
                .isBetween(Duration.ofSeconds(80), Duration.ofSeconds(100));
        assertThat(((Outcome.Retryable) outcomes.get(2)).notBefore()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 404, 410})
    void aRefusalIsFinal(int status) {
        // Given
        receiver.answers(status);

        // When
        Outcome outcome = channel().deliver(ALERT);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void aReceiverThatIsGoneIsWorthAnotherAttempt() {
        // Given
        Channel channel = channel();
        receiver.close();

        // When
        Outcome outcome = channel.deliver(ALERT);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Retryable.class);
    }

    @Test
    void aReceiverThatOnlyPretendsToSpeakTlsIsWorthAnotherAttempt() {
        // Given
        URI url = URI.create(receiver.url().toString().replace("http:", "https:"));

        // When
        Outcome outcome = channel(url, Duration.ofSeconds(5)).deliver(ALERT);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Retryable.class);
        assertThat(receiver.bodies()).isEmpty();
    }

    @Test
    void aReceiverThatNeverAnswersIsWorthAnotherAttempt() {
        // Given
        receiver.answers(200, "", Manner.NEVER);

        // When
        Outcome outcome = channel(receiver.url(), Duration.ofMillis(300)).deliver(ALERT);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Retryable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUT", "STUCK"})
    void aReceiverThatSaidYesHasItWhateverBecomesOfTheRestOfItsAnswer(Manner manner) {
        // Given
        receiver.answers(200, "it has been taken", manner);

        // When
        Outcome outcome = channel(receiver.url(), Duration.ofMillis(500)).deliver(ALERT);

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Delivered());
    }

    @Test
    void neverTellsTheSecretInTheUrl() {
        // Given
        receiver.answers(500);
        URI url = URI.create(receiver.url() + "?token=s3cret");

        // When
        Outcome outcome = channel(url, Duration.ofSeconds(5)).deliver(ALERT);

        // Then
        assertThat(outcome.toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/x", "host/x", "https:///x"})
    void refusesAnAddressThatIsNoWebAddress(String url) {
        assertThatThrownBy(() -> WebhookSettings.of(URI.create(url), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http");
    }
}
