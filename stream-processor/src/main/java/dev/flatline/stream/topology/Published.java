package dev.flatline.stream.topology;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertCodec;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.RunSignals;
import java.util.List;

/**
 * Alerts and signals as bytes that brokers take. Of a network with thousands of layers they would be larger than a
 * message may be, and a transaction with such a message in it could never be committed: then the layers are left out.
 */
final class Published {

    /** Below the 1 MiB that a broker takes if it is not told otherwise. */
    static final int MOST_BYTES = 900_000;

    private static final int MOST_NAMES = 100;
    private static final int LONGEST_TEXT = 4_000;

    private Published() {}

    static byte[] bytes(RunSignals signals) {
        byte[] whole = signals.encode();
        if (whole.length <= MOST_BYTES) {
            return whole;
        }
        return signals.withoutLayers(
                        signals.firing().stream().map(Published::cut).toList())
                .encode();
    }

    static byte[] bytes(Alert alert) {
        byte[] whole = AlertCodec.encode(alert);
        return whole.length <= MOST_BYTES ? whole : AlertCodec.encode(cut(alert));
    }

    private static Alert cut(Alert alert) {
        Symptom whole = alert.symptom();
        List<String> layers = whole.layers();
        String message = whole.message();
        Symptom cut = new Symptom(
                whole.kind(),
                whole.variant(),
                whole.severity(),
                layers.subList(0, Math.min(MOST_NAMES, layers.size())),
                message.substring(0, Math.min(LONGEST_TEXT, message.length())),
                whole.evidence());
        return new Alert(
                alert.fingerprint(),
                alert.sequence(),
                alert.state(),
                alert.run(),
                cut,
                alert.firstIteration(),
                alert.firedIteration(),
                alert.resolvedIteration(),
                alert.timeMillis(),
                alert.likelyCause());
    }
}
