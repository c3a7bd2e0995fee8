package dev.flatline.alerting.notify;

import dev.flatline.alert.configure.WrongFileException;
import dev.flatline.alerting.AlertingReading;
import java.util.Map;

/** A channel as a user gets it: from settings. */
public final class ChannelFrom {

    private ChannelFrom() {}

    /** The channel with these lines, each {@code key: value}; {@code PASSWORD} in the environment is {@code s3cret}. */
    public static Channel settings(String... lines) {
        String text = "links: {grafana: 'https://grafana.example.org', runbooks: 'https://wiki.example.org/runbooks'}\n"
                + "channels:\n  it:\n    " + String.join("\n    ", lines) + "\n";
        try {
            return AlertingReading.of(text, Map.of("PASSWORD", "s3cret"))
                    .destinations()
                    .get(0)
                    .channel();
        } catch (WrongFileException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
