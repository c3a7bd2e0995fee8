package dev.flatline.alerting.silence;

import dev.flatline.alert.Alert;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Every silence there is, by its id. Safe for use by several threads. */
public final class Silences {

    private final Map<String, Silence> byId = new ConcurrentHashMap<>();

    /** Enters one in place of what has its id; {@code null} takes that out. */
    public void put(String id, @Nullable Silence silence) {
        if (silence == null) {
            byId.remove(id);
        } else {
            byId.put(id, silence);
        }
    }

    public boolean isSilenced(Alert alert, long nowMillis) {
        return byId.values().stream().anyMatch(silence -> silence.holds(nowMillis) && silence.isAbout(alert));
    }

    /** Those that are in force or will be, the first to end first. */
    public List<Silence> notOver(long nowMillis) {
        return byId.values().stream()
                .filter(silence -> silence.endsMillis() > nowMillis)
                .sorted(Comparator.comparingLong(Silence::endsMillis).thenComparing(Silence::id))
                .toList();
    }
}
