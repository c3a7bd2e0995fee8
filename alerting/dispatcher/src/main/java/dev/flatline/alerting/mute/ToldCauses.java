package dev.flatline.alerting.mute;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Cause;
import dev.flatline.alerting.mute.Announcement.Explanation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What fires in one attempt of a run, and the causes told of it, each as long as an alert it explains is firing. */
final class ToldCauses {

    private final List<WhileRule> rules;
    private final Map<String, Told> byCause = new HashMap<>();
    private final Map<String, Alert> firing = new LinkedHashMap<>();
    private final Map<String, Explanation> ruled = new HashMap<>();

    ToldCauses(List<WhileRule> rules) {
        this.rules = rules;
    }

    /** The alert that mutes this one by a rule; {@code null} if none does. */
    @Nullable
    Explanation ruled(Alert alert) {
        String kind = alert.symptom().kind();
        for (Alert other : firing.values()) {
            boolean mutes =
                    rules.stream().anyMatch(rule -> rule.mutes(other.symptom().kind(), kind));
            if (mutes && !other.fingerprint().equals(alert.fingerprint())) {
                ruled.put(alert.fingerprint(), new Explanation(other.fingerprint(), other.title()));
            }
        }
        firing.put(alert.fingerprint(), alert);
        return ruled.get(alert.fingerprint());
    }

    /** The alert that told the cause before; {@code null} if this alert is the first, and so tells it. */
    @Nullable
    Explanation tell(Cause cause, Alert alert) {
        Told told = byCause.computeIfAbsent(cause.cause(), id -> new Told(alert));
        told.firing.add(alert.fingerprint());
        return told.explains(alert);
    }

    /** What {@link #tell} or {@link #ruled} answered when this alert fired. */
    @Nullable
    Explanation resolve(Alert alert) {
        firing.remove(alert.fingerprint());
        @Nullable Explanation rule = ruled.remove(alert.fingerprint());
        for (Told told : byCause.values()) {
            if (told.firing.remove(alert.fingerprint())) {
                byCause.values().removeIf(each -> each.firing.isEmpty());
                return told.explains(alert);
            }
        }
        return rule;
    }

    private static final class Told {
        private final Explanation teller;
        private final Set<String> firing = new HashSet<>();

        Told(Alert alert) {
            this.teller = new Explanation(alert.fingerprint(), alert.title());
        }

        @Nullable
        Explanation explains(Alert alert) {
            return alert.fingerprint().equals(teller.episode()) ? null : teller;
        }
    }
}
