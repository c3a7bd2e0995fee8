package dev.flatline.live.collect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.flatline.alert.Alert;
import dev.flatline.alert.RunRef;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.RunSignals;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The runs to look at, at most {@value #MOST_RUNS}: then the one that was heard of least recently is let go.
 *
 * <p>Everything that changes is stamped with a version, so that any number of readers, each remembering one number, can ask for what is
 * new. Safe to use from several threads.
 */
public final class CollectedRuns {

    static final int MOST_RUNS = 24;

    private final Predicate<RunRef> wanted;
    private final Map<Key, CollectedRun> runs = new LinkedHashMap<>(16, 0.75f, true);
    private long version = 1;

    /** Collects the runs of which the predicate says so. */
    public CollectedRuns(Predicate<RunRef> wanted) {
        this.wanted = wanted;
    }

    private record Key(String id, long attempt) {
        Key(RunRef run) {
            this(run.id(), run.attempt());
        }
    }

    /**
     * What has changed.
     *
     * @param version to ask for later changes with
     * @param runs one object for each changed run, see {@link Changes}
     * @param all the keys of all runs, the one that began last at the end
     */
    public record News(long version, ArrayNode all, ArrayNode runs) {}

    public synchronized void take(Telemetry message) {
        CollectedRun run = of(new RunRef(
                message.getRunId(),
                name(message),
                message.getAttempt(),
                message.getRunStarted().getTagsMap()));
        if (run == null) {
            return;
        }
        switch (message.getBodyCase()) {
            case RUN_STARTED -> run.take(described(message), message.getRunStarted(), message.getTimeMillis());
            case STEP -> run.take(message.getStep(), version);
            case RUN_ENDED -> run.take(message.getRunEnded());
            case EVALUATION, COMMAND_OUTCOME, BODY_NOT_SET -> {}
        }
        run.touch(message.getTimeMillis(), version);
    }

    private static String name(Telemetry message) {
        String name = message.getRunStarted().getName();
        return name.isEmpty() ? message.getRunId() : name;
    }

    private static RunRef described(Telemetry message) {
        RunStarted started = message.getRunStarted();
        return new RunRef(message.getRunId(), name(message), message.getAttempt(), started.getTagsMap());
    }

    public synchronized void take(RunSignals signals) {
        CollectedRun run = of(signals.run());
        if (run != null) {
            run.take(signals);
            run.touch(signals.timeMillis(), version);
        }
    }

    public synchronized void take(Alert alert) {
        CollectedRun run = of(alert.run());
        if (run != null) {
            run.take(alert, version);
            run.touch(alert.timeMillis(), version);
        }
    }

    private @Nullable CollectedRun of(RunRef ref) {
        CollectedRun known = runs.get(new Key(ref));
        if (known != null || !wanted.test(ref)) {
            return known;
        }
        CollectedRun fresh = new CollectedRun(ref);
        runs.put(new Key(ref), fresh);
        if (runs.size() > MOST_RUNS) {
            runs.remove(runs.keySet().iterator().next());
        }
        return fresh;
    }

    /**
     * What has changed since.
     *
     * @param since the version that came with the last news; 0 for everything
     */
    public synchronized News since(long since) {
        List<CollectedRun> shown = runs.values().stream()
                .filter(CollectedRun::isWorthShowing)
                .sorted(Comparator.comparingLong(run -> run.run().attempt()))
                .toList();
        ArrayNode changes = Changes.array();
        shown.stream().filter(run -> run.isChangedSince(since)).forEach(run -> changes.add(Changes.of(run, since)));
        ArrayNode all = Changes.array();
        shown.forEach(run -> all.add(Changes.key(run)));
        return new News(version++, all, changes);
    }
}
