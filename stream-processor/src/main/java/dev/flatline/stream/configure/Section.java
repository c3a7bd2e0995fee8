package dev.flatline.stream.configure;

import dev.flatline.stream.detect.Detector;
import dev.flatline.stream.detect.Detectors;
import dev.flatline.stream.rules.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What may stand under one name in a rules file.
 *
 * @param name a kind of alert, or what several share thresholds under
 * @param thresholds in the order in which they are shown
 * @param detector {@code null} where nothing but thresholds may stand
 */
record Section(
        String name, List<Threshold> thresholds, @Nullable Detector detector) {

    static final String ENABLED = "enabled";
    static final String SEVERITY = "severity";
    static final String FIRE_AFTER = "fire-after";
    static final String RESOLVE_AFTER = "resolve-after";

    private static final List<Section> ALL = Stream.concat(
                    shared().stream(), Detectors.all().stream().map(Section::of))
            .toList();

    /** Every section there is. */
    static List<Section> all() {
        return ALL;
    }

    private static List<Section> shared() {
        return Detectors.shared().stream().collect(Collectors.groupingBy(Threshold::kind)).entrySet().stream()
                .map(shared -> new Section(shared.getKey(), shared.getValue(), null))
                .toList();
    }

    private static Section of(Detector detector) {
        return new Section(detector.kind(), detector.thresholds(), detector);
    }

    /** The keys that may stand in it. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        if (detector != null) {
            keys.addAll(List.of(ENABLED, SEVERITY, FIRE_AFTER, RESOLVE_AFTER));
        }
        thresholds.forEach(threshold -> keys.add(threshold.name()));
        return keys;
    }
}
