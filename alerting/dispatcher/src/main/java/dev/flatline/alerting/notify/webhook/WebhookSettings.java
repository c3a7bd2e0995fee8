package dev.flatline.alerting.notify.webhook;

import dev.flatline.alerting.configure.Secret;
import dev.flatline.alerting.configure.Section;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where the webhook channel posts to.
 *
 * @param url an absolute http or https address; may hold a secret, so it is never printed
 * @param keys to sign with, the newest first; none for no signature
 * @param timeout how long one attempt may take
 */
public record WebhookSettings(Secret url, List<Secret> keys, Duration timeout) {

    /** How long an attempt may take where nothing is said. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    public WebhookSettings {
        keys = List.copyOf(keys);
        if (Section.webAddress(url.value()) == null) {
            throw new IllegalArgumentException("the webhook URL must begin with http:// or https:// and name a host");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the webhook timeout must be greater than 0, not " + timeout);
        }
    }

    /** One without a signature. */
    public static WebhookSettings of(URI url, Duration timeout) {
        return new WebhookSettings(Secret.known("the command line", url.toString()), List.of(), timeout);
    }

    URI address() {
        return URI.create(url.value());
    }

    @Override
    public String toString() {
        return "webhook at " + address().getHost();
    }
}
