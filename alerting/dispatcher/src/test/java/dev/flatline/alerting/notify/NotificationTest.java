package dev.flatline.alerting.notify;

import static dev.flatline.alerting.Alerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.notify.Deliveries.Event;
import dev.flatline.alerting.notify.Notification.Retries;
import dev.flatline.alerting.notify.webhook.Receiver;
import dev.flatline.alerting.notify.webhook.WebhookChannel;
import dev.flatline.alerting.notify.webhook.WebhookSettings;
import dev.flatline.alerting.route.Routed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotificationTest {

    private static final Backoff TWO_MORE = new Backoff(List.of(Duration.ofSeconds(1), Duration.ofSeconds(4)));
    private static final Routed ALERT =
            new Routed("webhook", new Announcement(alert("dead-relu").firing(), null));

    private final Deliveries deliveries = new Deliveries();
    private final List<Duration> pauses = new ArrayList<>();
    private Receiver receiver;

    @BeforeEach
    void startReceiver() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void stopReceiver() {
        receiver.close();
    }

    @Test
    void triesAgainWithGrowingPausesUntilItArrives() {
        // Given
        receiver.answers(500, 503);

        // When
        Outcome outcome = notification(true).send(ALERT);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(4));
        assertThat(receiver.bodies()).hasSize(3);
        assertThat(deliveries.of("webhook", Event.DELIVERED)).isEqualTo(1);
        assertThat(deliveries.of("webhook", Event.RETRIED)).isEqualTo(2);
    }

    @Test
    void givesUpAfterTheLastPause() {
        // Given
        receiver.answers(500, 500, 500);

        // When
        Outcome outcome = notification(true).send(ALERT);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Retryable.class);
        assertThat(deliveries.of("webhook", Event.GIVEN_UP)).isEqualTo(1);
    }

    @Test
    void doesNotRepeatWhatWasRefused() {
        // Given
        receiver.answers(404);

        // When
        notification(true).send(ALERT);

        // Then
        assertThat(receiver.bodies()).hasSize(1);
        assertThat(deliveries.of("webhook", Event.REJECTED)).isEqualTo(1);
    }

    @Test
    void stopsTryingWhenTheDispatcherCloses() {
        // Given
        receiver.answers(500, 500, 500);

        // When
        Outcome outcome = notification(false).send(ALERT);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Retryable.class);
        assertThat(receiver.bodies()).hasSize(1);
    }

    @Test
    void saysWhichChannelsThereAreWhenARouteLeadsNowhere() {
        assertThatThrownBy(() -> notification(true).send(new Routed("pager", ALERT.announcement())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pager")
                .hasMessageContaining("webhook");
    }

    private Notification notification(boolean goOn) {
        Pause pause = duration -> {
            pauses.add(duration);
            return goOn;
        };
        Channel webhook = new WebhookChannel(new WebhookSettings(receiver.url(), Duration.ofSeconds(5)));
        return new Notification(List.of(webhook), new Retries(TWO_MORE, pause), deliveries);
    }
}
