package dev.flatline.alerting.mute;

import dev.flatline.alert.configure.Glob;
import java.util.List;

/**
 * While one alert fires others of the same run need not be told at length.
 *
 * @param kind of the alert that fires
 * @param mutes kinds of the others
 */
public record WhileRule(Glob kind, List<Glob> mutes) {

    public WhileRule {
        mutes = List.copyOf(mutes);
    }

    boolean mutes(String firing, String other) {
        return kind.matches(firing) && mutes.stream().anyMatch(each -> each.matches(other));
    }
}
