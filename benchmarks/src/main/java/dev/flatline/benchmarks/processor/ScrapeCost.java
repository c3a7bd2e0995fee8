package dev.flatline.benchmarks.processor;

import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.metrics.RunGauges;
import dev.flatline.stream.rules.Rules;
import dev.flatline.stream.topology.Replay;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a scrape takes, divided by what the same number of series takes whose labels and values are there already. */
final class ScrapeCost {

    private static final int RUNS = 62;
    private static final int LAYERS = 40;
    private static final int ROUNDS = 60;

    private ScrapeCost() {}

    static void print() throws IOException {
        RunGauges gauges = new RunGauges(Clock.systemUTC());
        for (int run = 0; run < RUNS; run++) {
            gauges.show(signals("run-" + run));
        }
        MetricSnapshots snapshot = gauges.collect();
        long series = snapshot.stream()
                .mapToLong(metric -> metric.getDataPoints().size())
                .sum();
        MultiCollector ready = () -> copy(snapshot);
        List<Double> ratios = new ArrayList<>();
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double own = scrape(gauges);
            double least = scrape(ready);
            if (round >= ROUNDS / 2) {
                millis.add(own);
                ratios.add(own / least);
            }
        }
        System.out.printf(Locale.ROOT, "%nScrape of %d series, in CPU milliseconds: %s%n", series, Spread.text(millis));
        System.out.printf(Locale.ROOT, "Scrape divided by the floor: %s%n%n", Spread.text(ratios));
    }

    private static RunSignals signals(String run) {
        Replay replay = new Replay(Rules.STANDARD);
        Telemetry message = new LoadedStep(LAYERS).of(run, 0);
        RunSignals signals = replay.take(message).signals();
        if (signals == null) {
            throw new IllegalStateException("the first step of a run has signals");
        }
        return signals;
    }

    /** Every point is made anew, as any collector must, out of labels that are there already. */
    private static MetricSnapshots copy(MetricSnapshots of) {
        List<MetricSnapshot> copies = new ArrayList<>();
        for (MetricSnapshot metric : of) {
            GaugeSnapshot.Builder copy =
                    GaugeSnapshot.builder().name(metric.getMetadata().getName());
            metric.getDataPoints().forEach(point -> copy.dataPoint(point(point.getLabels())));
            copies.add(copy.build());
        }
        return new MetricSnapshots(copies);
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot point(Labels labels) {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(0.123456789)
                .build();
    }

    private static double scrape(MultiCollector collector) throws IOException {
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        PrometheusTextFormatWriter.create().write(OutputStream.nullOutputStream(), collector.collect());
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / 1e6;
    }
}
