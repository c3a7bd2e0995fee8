package dev.flatline.live.collect;

import dev.flatline.alert.Alert;
import dev.flatline.alert.RunRef;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Step;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.trend.RunHistory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is kept of one attempt of one run; at most about 6 MB, whatever its length and its number of layers. */
final class CollectedRun {

    private static final int MOST_BUCKETS = 1024;
    private static final int MOST_LAYER_BUCKETS = 256;
    private static final int LEAST_LAYER_BUCKETS = 32;
    private static final int MOST_CELLS = 32_768;
    private static final int MOST_LAYERS = 1024;
    private static final int MOST_ALERTS = 200;
    private static final int MOST_RECENT_VALUES = 500_000;

    private RunRef run;
    private RunStarted description = RunStarted.getDefaultInstance();
    private RunHistory history = new RunHistory(description);
    private @Nullable RunSignals signals;
    private @Nullable RunEnded end;
    private final Map<String, Alert> alerts = new LinkedHashMap<>();
    private final Map<String, Window> windows = new LinkedHashMap<>();
    private final Strip figures = new Strip(Figure.values().length, MOST_BUCKETS, 0);
    private Strip layers = new Strip(0, LEAST_LAYER_BUCKETS, 0);
    private final Deque<Row> recent = new ArrayDeque<>();
    private long begunMillis;
    private long timeMillis;
    private long changed;

    CollectedRun(RunRef run) {
        this.run = run;
    }

    void take(RunRef named, RunStarted started, long millis) {
        run = named;
        description = started;
        history.describe(started);
        begunMillis = begunMillis == 0 ? millis : begunMillis;
    }

    /** Passes over what was seen before: telemetry may be repeated. */
    void take(Step step, long version) {
        if (history.hasSeen(step)) {
            return;
        }
        history.add(step);
        Row row = new Row(step.getIteration(), Figure.all(step, history), layers(step, version));
        figures.add(row.iteration(), row.figures(), version);
        if (row.layers().length > 0) {
            layers.add(row.iteration(), row.layers(), version);
        }
        remember(row);
        windows.values().forEach(window -> window.add(row, version));
    }

    private float[] layers(Step step, long version) {
        if (step.getLayersCount() == 0) {
            return new float[0];
        }
        int count = Math.min(
                MOST_LAYERS,
                Math.max(
                        description.getModel().getLayersCount(),
                        history.layers().size()));
        int channels = count * LayerFigure.values().length;
        if (layers.channels() < channels) {
            int buckets = Math.max(LEAST_LAYER_BUCKETS, Math.min(MOST_CELLS / count, MOST_LAYER_BUCKETS));
            layers = new Strip(channels, buckets, version);
        }
        return LayerFigure.all(step, history, count);
    }

    private void remember(Row row) {
        int width = row.figures().length + layers.channels();
        int most = Math.min(Window.MOST, MOST_RECENT_VALUES / width);
        recent.addLast(row);
        while (recent.size() > most) {
            recent.removeFirst();
        }
    }

    void take(Alert alert, long version) {
        if (alerts.size() >= MOST_ALERTS && !alerts.containsKey(alert.fingerprint())) {
            return;
        }
        alerts.merge(
                alert.fingerprint(), alert, (known, newer) -> newer.sequence() >= known.sequence() ? newer : known);
        windows.computeIfAbsent(alert.fingerprint(), fingerprint -> window(alert, version));
    }

    private Window window(Alert alert, long version) {
        Window window = new Window(alert);
        recent.forEach(row -> window.add(row, version));
        return window;
    }

    void take(RunSignals newer) {
        signals = newer;
        run = newer.run();
    }

    void take(RunEnded newer) {
        end = newer;
    }

    /** Something of it is new, the strips aside. */
    void touch(long millis, long version) {
        timeMillis = Math.max(timeMillis, millis);
        changed = version;
    }

    /** Whether there is more to it than a name. */
    boolean isWorthShowing() {
        return history.steps() > 0 || signals != null || !alerts.isEmpty();
    }

    boolean isChangedSince(long version) {
        return changed > version;
    }

    RunRef run() {
        return run;
    }

    RunStarted description() {
        return description;
    }

    RunHistory history() {
        return history;
    }

    @Nullable
    RunSignals signals() {
        return signals;
    }

    List<Alert> alerts() {
        return List.copyOf(alerts.values());
    }

    Map<String, Window> windows() {
        return windows;
    }

    Strip figures() {
        return figures;
    }

    Strip layers() {
        return layers;
    }

    long begunMillis() {
        return begunMillis;
    }

    long timeMillis() {
        return timeMillis;
    }

    /** running, completed, failed, killed or detached. */
    String status() {
        if (end != null) {
            return end.getStatus().name().toLowerCase(Locale.ROOT);
        }
        return signals == null ? "running" : signals.status();
    }

    /** How it ended, in words; empty while running. */
    String statusReason() {
        if (end != null) {
            return end.getReason();
        }
        return signals == null ? "" : signals.statusReason();
    }

    long iterations() {
        long seen = Math.max(history.steps(), signals == null ? 0 : signals.iterations());
        return end == null ? seen : Math.max(end.getIterations(), seen);
    }
}
