package dev.flatline.stream.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One number that things of a kind have, such as runs or layers, and how to read it off one of them.
 *
 * @param <T> the kind of thing
 * @param name by the conventions of Prometheus; a counter's without {@code _total}
 * @param help what it means, in a sentence
 * @param value reads it; NaN where it is not known
 */
record Metric<T>(String name, String help, ToDoubleFunction<T> value) {

    /**
     * Something that is measured.
     *
     * @param labels that tell it from others
     * @param thing itself
     */
    record Subject<T>(Labels labels, T thing) {}

    MetricSnapshot gauge(List<Subject<T>> subjects) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        subjects.forEach(subject -> gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(subject.labels())
                .value(value.applyAsDouble(subject.thing()))
                .build()));
        return gauge.build();
    }

    /** For a metric whose labels are what it says; its name here is without {@code _info}. */
    MetricSnapshot info(List<Subject<T>> subjects) {
        InfoSnapshot.Builder info = InfoSnapshot.builder().name(name).help(help);
        subjects.forEach(subject -> info.dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                .labels(subject.labels())
                .build()));
        return info.build();
    }

    MetricSnapshot counter(List<Subject<T>> subjects) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        subjects.forEach(subject -> counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(subject.labels())
                .value(value.applyAsDouble(subject.thing()))
                .build()));
        return counter.build();
    }
}
