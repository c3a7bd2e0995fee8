package dev.flatline.grafana;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which colour a value has: that of the last step at or below it. */
final class Steps {

    private final List<Map<String, Object>> steps = new ArrayList<>();

    private Steps() {}

    /** One colour for all values that no further step is for. */
    static Steps from(String colour) {
        return new Steps().add(null, colour);
    }

    Steps then(double value, String colour) {
        return add(value, colour);
    }

    private Steps add(@Nullable Double value, String colour) {
        steps.add(Json.object("color", colour, "value", value));
        return this;
    }

    /** Deeper and deeper for every tenfold value, up to ten to the given power. */
    Steps decades(double from, int count) {
        for (int i = 0; i < count; i++) {
            add(rounded(from * Math.pow(10, i)), Colours.DEPTHS.get(Colours.DEPTHS.size() - count + i));
        }
        return this;
    }

    /** Powers of ten without the noise of their multiplication. */
    private static double rounded(double value) {
        return Double.parseDouble(String.format(java.util.Locale.ROOT, "%.3g", value));
    }

    Map<String, Object> json() {
        return Json.object("mode", "absolute", "steps", steps);
    }
}
