package dev.flatline.alerting.mute;

import java.util.List;
import java.util.Map;

/**
 * Every time in which something may be muted.
 *
 * @param byName as they are called in routes
 */
public record Windows(Map<String, Window> byName) {

    /** None. */
    public static final Windows NONE = new Windows(Map.of());

    public Windows {
        byName = Map.copyOf(byName);
    }

    /** Whether a moment is in any window of these names. */
    public boolean anyHolds(List<String> names, long millis) {
        return names.stream().map(byName::get).anyMatch(window -> window != null && window.holds(millis));
    }
}
