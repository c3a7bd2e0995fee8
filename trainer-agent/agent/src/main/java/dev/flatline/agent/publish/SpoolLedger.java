package dev.flatline.agent.publish;

import dev.flatline.events.v1.Telemetry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whose messages are on disk, and how many, so that a loss is counted on the right run. Those of earlier processes have
 * no run here; they are counted together. For the sender thread, but for the counts.
 */
final class SpoolLedger {

    private final Map<String, RunChannel> runs = new HashMap<>();
    private final RunChannel earlier = RunChannel.into("earlier", 0, telemetry -> {});
    private final AtomicLong waiting = new AtomicLong();

    void found(SpoolFile file) {
        waiting.addAndGet(file.messages());
    }

    void wrote(Message message) {
        runs.putIfAbsent(key(message.telemetry()), message.run());
        waiting.incrementAndGet();
    }

    void confirmed() {
        if (waiting.decrementAndGet() == 0) {
            runs.clear();
        }
    }

    /** So many messages of a run, of those in this file, will not reach the broker. */
    void lost(SpoolFile file, RunChannel run, int count) {
        file.forget(run, count);
        waiting.addAndGet(-count);
        for (int i = 0; i < count; i++) {
            run.lost();
        }
    }

    /** Whose a message in this file is. */
    RunChannel owner(Telemetry telemetry, SpoolFile file) {
        RunChannel known = runs.getOrDefault(key(telemetry), earlier);
        return file.isOf(known) ? known : earlier;
    }

    private static String key(Telemetry telemetry) {
        return telemetry.getRunId() + '#' + telemetry.getAttempt();
    }

    /** All runs of earlier processes. */
    RunChannel earlier() {
        return earlier;
    }

    /** How many messages wait. Thread-safe. */
    long waiting() {
        return waiting.get();
    }
}
