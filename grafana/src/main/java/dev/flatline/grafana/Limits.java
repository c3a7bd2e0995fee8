package dev.flatline.grafana;

import dev.flatline.stream.detect.Detectors;
import dev.flatline.stream.rules.Threshold;
import java.util.stream.Stream;

/** Where the alerts fire, by the detectors' own standard thresholds. */
final class Limits {

    private Limits() {}

    /**
     * The standard value of a threshold.
     *
     * @param kind of the alert, or the section of a shared one
     * @param name its key in the rules file
     * @throws IllegalArgumentException if no detector has such a threshold
     */
    static double of(String kind, String name) {
        return Stream.concat(
                        Detectors.shared().stream(),
                        Detectors.all().stream().flatMap(detector -> detector.thresholds().stream()))
                .filter(threshold ->
                        threshold.kind().equals(kind) && threshold.name().equals(name))
                .mapToDouble(Threshold::standard)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no detector has a threshold " + kind + "." + name));
    }
}
