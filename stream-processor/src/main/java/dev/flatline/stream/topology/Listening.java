package dev.flatline.stream.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When each running run was last heard of, by the processor's own clock.
 *
 * <p>In memory only: a processor that starts listens from then on, whatever is in the topic. If the clock has jumped,
 * because the machine slept or the processor was held up, or while the processor works off a backlog, everybody is given
 * the time again.
 */
final class Listening {

    static final Duration INTERVAL = Duration.ofSeconds(10);

    /** A minute: less is no silence under any rules. */
    private static final long SHORTEST = 60_000;

    private static final long JUMP = 3 * INTERVAL.toMillis();

    /** Messages this old say that there is a backlog, in which what seems to be quiet may well be. */
    private static final long BACKLOG = 30_000;

    private final Map<String, Long> heard = new HashMap<>();
    private long looked;
    private long behind;

    void heard(String run, boolean running, long now) {
        if (running) {
            heard.put(run, now);
        } else {
            heard.remove(run);
        }
    }

    /** The newest message is so many milliseconds old; while there is a backlog, nobody's silence is counted. */
    void lagsBehind(long age, long now) {
        if (age > BACKLOG) {
            behind = now;
        }
    }

    /** Whether this run is expected to speak. */
    boolean isTo(String run) {
        return heard.containsKey(run);
    }

    /** Those that are expected to speak. */
    Set<String> runs() {
        return Set.copyOf(heard.keySet());
    }

    /** The runs that may have been quiet for too long; each is named again only after it was heard again. */
    List<Silence> quiet(long now) {
        long slept = looked == 0 ? 0 : now - looked;
        looked = now;
        if (slept > JUMP) {
            behind = now;
        }
        List<Silence> quiet = new ArrayList<>();
        heard.forEach((run, last) -> {
            long since = now - Math.max(last, behind);
            if (since >= SHORTEST) {
                quiet.add(new Silence(run, since));
            }
        });
        return quiet;
    }

    /** It has been told that this run is quiet. */
    void told(String run) {
        heard.remove(run);
    }

    /** A run of which nothing has been heard for some time. */
    record Silence(String run, long millis) {}
}
