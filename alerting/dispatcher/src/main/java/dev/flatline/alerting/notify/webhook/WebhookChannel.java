package dev.flatline.alerting.notify.webhook;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertCodec;
import dev.flatline.alerting.mute.Announcement;
import dev.flatline.alerting.notify.Channel;
import dev.flatline.alerting.notify.Outcome;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Posts each alert as JSON, in the form of {@link AlertCodec}.
 *
 * <p>The header {@code Idempotency-Key} is the same for every attempt at one message, so that a receiver can tell a
 * repetition. Answers 2xx are a delivery; 408, 429 and 5xx, a timeout and a broken connection are worth another
 * attempt, after {@code Retry-After} seconds where the receiver says so; anything else, redirections included, is a
 * refusal.
 */
public final class WebhookChannel implements Channel {

    private final WebhookSettings settings;
    private final HttpClient client;

    public WebhookChannel(WebhookSettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public Outcome deliver(Announcement announcement) {
        try {
            return outcome(client.send(request(announcement.alert()), BodyHandlers.discarding()));
        } catch (IOException e) {
            return new Outcome.Retryable("posting to " + settings + " failed: " + describe(e), Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Retryable("posting to " + settings + " was interrupted", Duration.ZERO);
        }
    }

    private HttpRequest request(Alert alert) {
        return HttpRequest.newBuilder(settings.url())
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", alert.fingerprint() + ":" + alert.sequence())
                .POST(BodyPublishers.ofByteArray(AlertCodec.encode(alert)))
                .build();
    }

    private Outcome outcome(HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Outcome.Delivered();
        }
        String reason = settings + " answered with HTTP status " + status;
        if (status == 408 || status == 429 || status >= 500) {
            return new Outcome.Retryable(reason, retryAfter(response));
        }
        return new Outcome.Rejected(reason + (status < 400 ? "; give the address it redirects to" : ""));
    }

    private static Duration retryAfter(HttpResponse<Void> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
    }

    private static String describe(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
