package dev.flatline.alerting.notify.webhook;

import static dev.flatline.alerting.Alerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertCodec;
import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.notify.Channel;
import dev.flatline.alerting.notify.ChannelContract;
import dev.flatline.alerting.notify.Outcome;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChannelTest extends ChannelContract {

    private static final Announcement ALERT =
            new Announcement(alert("output-collapse").firing(), null);

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
        return new WebhookChannel(new WebhookSettings(url, timeout));
    }

    @Test
    void postsTheAlertAsJson() throws Exception {
        // When
        channel().deliver(ALERT);

        // Then
        Alert received = AlertCodec.decode(receiver.bodies().get(0));
        assertThat(received).isEqualTo(ALERT.alert());
        assertThat(receiver.header("Content-Type")).isEqualTo("[application/json]");
        assertThat(receiver.header("Idempotency-Key")).isEqualTo("[digits/output-collapse:1]");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
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
    void heedsRetryAfter() {
        // Given
        receiver.answers(429, "17");

        // When
        Outcome outcome = channel().deliver(ALERT);

        // Then
        assertThat(outcome)
                .isEqualTo(new Outcome.Retryable(
                        "webhook at 127.0.0.1 answered with HTTP status 429", Duration.ofSeconds(17)));
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
    void aReceiverThatNeverAnswersIsWorthAnotherAttempt() {
        // Given
        receiver.keepsSilent();

        // When
        Outcome outcome = channel(receiver.url(), Duration.ofMillis(300)).deliver(ALERT);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Retryable.class);
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
        assertThatThrownBy(() -> new WebhookSettings(URI.create(url), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http");
    }
}
