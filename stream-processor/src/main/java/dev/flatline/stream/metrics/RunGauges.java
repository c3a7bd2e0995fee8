package dev.flatline.stream.metrics;

import dev.flatline.stream.RunSignals;
import dev.flatline.stream.metrics.Metric.Subject;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The gauges of all runs, made at each scrape out of their latest signals; {@link RunMetrics}, {@link PartMetrics} and {@link
 * AlertMetrics} list them.
 *
 * <p>A collector of our own rather than a registered meter for each run and layer: nothing has to be removed when a run
 * ends, and a scrape of 20,000 series costs 15 ms instead of 52. An ended run is shown for a minute more, so that two
 * scrapes see its last values, and then its series disappear. {@link Bound} says how many are shown.
 */
public final class RunGauges implements MultiCollector {

    private static final List<Metric<Bound>> LEFT_OUT = List.of(
            new Metric<>("flatline_metrics_left_out_runs", "Runs without metrics here.", Bound::leftOutRuns),
            new Metric<>("flatline_metrics_left_out_layers", "Layers shown as one.", Bound::leftOutLayers));

    private final Map<String, ShownRun> runs = new ConcurrentHashMap<>();
    private final Clock clock;

    public RunGauges(Clock clock) {
        this.clock = clock;
    }

    public void show(RunSignals signals) {
        ShownRun newer = new ShownRun(signals, clock.millis(), signals.diagnosis());
        runs.compute(signals.run().id(), (id, before) -> newer.after(before));
    }

    /** Its series disappear at once. */
    public void forget(String run) {
        runs.remove(run);
    }

    @Override
    public MetricSnapshots collect() {
        long now = clock.millis();
        runs.values().removeIf(run -> run.isOver(now));
        Bound bound = new Bound(List.copyOf(runs.values()));
        List<ShownRun> shown = bound.runs();
        List<MetricSnapshot> all = new ArrayList<>();
        all.add(RunMetrics.INFO.info(each(shown, run -> Stream.of(run.info()))));
        all.add(PartMetrics.LAYER_INFO.info(each(shown, bound::layerInfosOf)));
        all.add(AlertMetrics.ALERT_INFO.info(each(shown, ShownRun::alertLayers)));
        all.add(AlertMetrics.DIAGNOSIS.info(each(shown, ShownRun::diagnosis)));
        add(all, RunMetrics.STATUS, each(shown, run -> Stream.of(run.status())));
        add(all, RunMetrics.RUN, each(shown, run -> Stream.of(run.run())));
        add(all, PartMetrics.LAYER, each(shown, bound::layersOf));
        add(all, PartMetrics.INPUT, each(shown, ShownRun::inputs));
        add(all, PartMetrics.OUTPUT, each(shown, ShownRun::outputs));
        add(all, AlertMetrics.ALERT, each(shown, ShownRun::alerts));
        add(all, AlertMetrics.CAUSE, each(shown, ShownRun::causes));
        List<Subject<ShownRun>> counted = each(shown, run -> Stream.of(run.run()));
        RunMetrics.RUN_COUNTERS.forEach(metric -> all.add(metric.counter(counted)));
        List<Subject<Bound>> whole = List.of(new Subject<>(Labels.EMPTY, bound));
        add(all, LEFT_OUT, whole);
        return new MetricSnapshots(all);
    }

    private static <T> void add(List<MetricSnapshot> all, List<Metric<T>> metrics, List<Subject<T>> subjects) {
        metrics.forEach(metric -> all.add(metric.gauge(subjects)));
    }

    /** Of layers that share a name the first is shown: two series with the same labels would spoil the whole page. */
    private static <T> List<Subject<T>> each(List<ShownRun> runs, Function<ShownRun, Stream<Subject<T>>> subjects) {
        Map<Labels, Subject<T>> each = new LinkedHashMap<>();
        runs.stream().flatMap(subjects).forEach(subject -> each.putIfAbsent(subject.labels(), subject));
        return List.copyOf(each.values());
    }
}
