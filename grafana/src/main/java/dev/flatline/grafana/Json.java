package dev.flatline.grafana;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON objects in the order in which they are written. */
final class Json {

    private Json() {}

    /** An object of names and values in turn. */
    @SuppressWarnings("NullAway") // A value may be null, as JSON has it; NullAway knows no nullable varargs here.
    static Map<String, Object> object(@Nullable Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
