package dev.flatline.alerting.deliver;

import dev.flatline.alerting.route.Telling;
import java.util.HashMap;
import java.util.Map;

/** When the message of a group is due: a while after its first letter, and not too soon after the message before. */
final class Groups {

    private static final int MOST = 10_000;

    private final Map<String, Long> toldUntil = new HashMap<>();

    /** When letters of this group that have waited since then are due. */
    long dueMillis(Letter letter) {
        Telling telling = letter.telling();
        long ready = letter.freshMillis() + telling.groupWait().toMillis();
        return Math.max(ready, toldUntil.getOrDefault(name(letter), Long.MIN_VALUE));
    }

    /** A message with this letter has been sent. */
    void told(Letter letter, long nowMillis) {
        long interval = letter.telling().groupInterval().toMillis();
        if (interval > 0) {
            forgetOld(nowMillis);
            toldUntil.put(name(letter), nowMillis + interval);
        }
    }

    static String name(Letter letter) {
        return letter.telling().group(letter.announcement().alert());
    }

    private void forgetOld(long nowMillis) {
        if (toldUntil.size() >= MOST) {
            toldUntil.values().removeIf(until -> until <= nowMillis);
        }
        if (toldUntil.size() >= MOST) {
            toldUntil.clear();
        }
    }
}
