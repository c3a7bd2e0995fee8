package dev.flatline.alerting.notify.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where the webhook channel posts to.
 *
 * @param url an absolute http or https address; may hold a secret, so it is never printed
 * @param timeout how long one attempt may take
 */
public record WebhookSettings(URI url, Duration timeout) {

    public WebhookSettings {
        if (!List.of("http", "https").contains(String.valueOf(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException("the webhook URL must begin with http:// or https:// and name a host");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the webhook timeout must be greater than 0, not " + timeout);
        }
    }

    @Override
    public String toString() {
        return "webhook at " + url.getHost();
    }
}
