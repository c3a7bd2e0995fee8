package dev.flatline.stream.topology;

import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.lifecycle.RunState;
import dev.flatline.stream.lifecycle.RunStateCodec;
import dev.flatline.stream.rules.Rules;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The stages of {@link TrainingTopology}, one after another in the caller's thread, without Kafka: for telemetry that was
 * recorded. They are the same code, the state is written and read between two messages as in a store, and no clock is
 * looked at, so the same messages under the same rules lead to the same alerts.
 *
 * <p>Any number of runs at a time; remembers about 0.2 KB for each of their layers.
 */
public final class Replay {

    private final Rules rules;
    private final Map<String, byte[]> states = new HashMap<>();

    /** Nothing has been replayed yet. */
    public Replay(Rules rules) {
        this.rules = rules;
    }

    /** Takes in the next message: those of one run in the order in which they were sent. */
    public Told take(Telemetry message) {
        byte[] blob = states.get(message.getRunId());
        RunState known = blob == null ? RunState.of(message) : RunStateCodec.decode(blob);
        Optional<Observed> observed = Trend.observe(known, message, rules);
        return observed.map(this::told).orElse(Told.NOTHING);
    }

    private Told told(Observed observed) {
        Told told = Lifecycle.tell(Diagnose.explain(Detect.judge(observed)));
        states.put(observed.run().runId(), RunStateCodec.encode(observed.run()));
        return told;
    }
}
