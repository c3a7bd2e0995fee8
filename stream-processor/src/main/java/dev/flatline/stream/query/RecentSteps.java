package dev.flatline.stream.query;

import dev.flatline.events.v1.Telemetry;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest steps of the runs, every one of them, in memory: since this instance has had the run, at most {@value #STEPS}
 * of a run, fewer of a network with many layers ({@value #NUMBERS} layer points in all), and of {@value #RUNS} runs at
 * most, those that spoke last. Called by stream threads and read by others.
 */
public final class RecentSteps {

    static final int STEPS = 500;
    static final int NUMBERS = 10_000;
    static final int RUNS = 200;

    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > RUNS;
        }
    };

    /** Takes in a step; anything else is passed over. */
    public void add(Telemetry message) {
        if (!message.hasStep()) {
            return;
        }
        StepPoint point = StepPoint.of(message.getStep());
        synchronized (windows) {
            Window window = windows.get(message.getRunId());
            if (window == null || window.attempt != message.getAttempt()) {
                window = new Window(message.getAttempt());
                windows.put(message.getRunId(), window);
            }
            window.add(point);
        }
    }

    /** The newest steps of a run, the oldest first; none if this instance has seen none. */
    List<StepPoint> of(String run) {
        synchronized (windows) {
            Window window = windows.get(run);
            return window == null ? List.of() : List.copyOf(window.points);
        }
    }

    /** Steps of one attempt. */
    private static final class Window {

        private final long attempt;
        private final ArrayDeque<StepPoint> points = new ArrayDeque<>();
        private int numbers;

        Window(long attempt) {
            this.attempt = attempt;
        }

        void add(StepPoint point) {
            points.add(point);
            numbers += point.layers().size();
            while (points.size() > STEPS || (numbers > NUMBERS && points.size() > 1)) {
                numbers -= points.remove().layers().size();
            }
        }
    }
}
