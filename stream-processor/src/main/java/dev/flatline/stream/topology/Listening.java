package dev.flatline.stream.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When each running run was last heard of, by the processor's own clock.
 *
 * <p>In memory only: a processor that starts listens from then on, whatever is in the topic. If the clock has jumped,
 * because the machine slept or the processor was held up, everybody is given the time again.
 */
final class Listening {

    static final Duration INTERVAL = Duration.ofSeconds(10);

    /** A minute: less is no silence under any rules. */
    private static final long SHORTEST = 60_000;

    private static final long JUMP = 3 * INTERVAL.toMillis();

    private final Map<String, Long> heard = new HashMap<>();
    private long looked;

    void heard(String run, boolean running, long now) {
        if (running) {
            heard.put(run, now);
        } else {
            heard.remove(run);
        }
    }

    /** The runs that may have been quiet for too long; each is named again only after it was heard again. */
    List<Silence> quiet(long now) {
        long slept = looked == 0 ? 0 : now - looked;
        looked = now;
        if (slept > JUMP) {
            heard.replaceAll((run, before) -> now);
        }
        List<Silence> quiet = new ArrayList<>();
        heard.forEach((run, before) -> {
            if (now - before >= SHORTEST) {
                quiet.add(new Silence(run, now - before));
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
