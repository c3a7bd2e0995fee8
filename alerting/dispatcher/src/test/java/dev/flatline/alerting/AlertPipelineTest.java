package dev.flatline.alerting;

import static dev.flatline.alerting.Alerts.alert;
import static dev.flatline.alerting.Alerts.cause;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Cause;
import dev.flatline.alert.Severity;
import dev.flatline.alerting.notify.Backoff;
import dev.flatline.alerting.notify.Deliveries;
import dev.flatline.alerting.notify.Notification;
import dev.flatline.alerting.notify.Notification.Retries;
import dev.flatline.alerting.notify.console.ConsoleChannel;
import dev.flatline.alerting.notify.console.ConsoleSettings;
import dev.flatline.alerting.notify.webhook.Receiver;
import dev.flatline.alerting.notify.webhook.WebhookChannel;
import dev.flatline.alerting.notify.webhook.WebhookSettings;
import dev.flatline.alerting.route.Route;
import dev.flatline.alerting.route.Routing;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertPipelineTest {

    private static final Cause SIGMOIDS = cause("saturating-stack", "vanishing-gradient", "output-collapse");

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private Receiver pager;
    private AlertPipeline pipeline;

    @BeforeEach
    void connect() throws Exception {
        pager = new Receiver();
        var console = new ConsoleChannel(new ConsoleSettings(new PrintStream(screen, true, UTF_8), false));
        var webhook = new WebhookChannel(new WebhookSettings(pager.url(), Duration.ofSeconds(5)));
        var retries = new Retries(new Backoff(List.of()), duration -> true);
        pipeline = new AlertPipeline(
                new Routing(List.of(
                        new Route("console", Severity.INFO, true), new Route("webhook", Severity.CRITICAL, false))),
                new Notification(List.of(console, webhook), retries, new Deliveries()));
    }

    @AfterEach
    void disconnect() {
        pager.close();
    }

    @Test
    void anEpisodeIsToldOnceItsSymptomsInPassingAndItsEnd() {
        // At iteration 60 the network collapses: one thing to fix, two alerts.
        happens(
                alert("output-collapse").at(60).causedBy(SIGMOIDS).firing(),
                alert("vanishing-gradient").at(60).causedBy(SIGMOIDS).firing());
        assertThat(screenShows())
                .contains("!! CRITICAL  output-collapse")
                .contains("+ vanishing-gradient since iteration 12")
                .doesNotContain("!! CRITICAL  vanishing-gradient");
        assertThat(pager.bodies()).hasSize(1);

        // At iteration 90 a warning comes on top; the pager stays silent.
        happens(alert("unscaled-input").at(90).severity(Severity.WARNING).firing());
        assertThat(screenShows()).contains("!! WARNING  unscaled-input");
        assertThat(pager.bodies()).hasSize(1);

        // At iteration 220 it recovers.
        happens(
                alert("vanishing-gradient").at(220).resolved(),
                alert("output-collapse").at(220).resolved());
        assertThat(screenShows()).contains("ok RESOLVED  output-collapse").contains("ok RESOLVED  vanishing-gradient");
        assertThat(pager.bodies()).hasSize(2);

        // At iteration 400 it collapses again, and the cause is told again.
        happens(alert("vanishing-gradient").at(400).causedBy(SIGMOIDS).firing());
        assertThat(screenShows()).contains("!! CRITICAL  vanishing-gradient").contains("Sigmoids in every layer.");
        assertThat(pager.bodies()).hasSize(3);
    }

    private void happens(Alert... alerts) {
        screen.reset();
        pipeline.accept(List.of(alerts));
    }

    private String screenShows() {
        return screen.toString(UTF_8);
    }
}
