package dev.flatline.stream.metrics;

import dev.flatline.alert.Alert;
import dev.flatline.stream.RunSignals.LayerSignals;
import dev.flatline.stream.metrics.Metric.Subject;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of all runs and layers is shown: at most {@value #RUNS} runs and about {@value #LAYERS} layers, some 25,000 series, so
 * that one sweep of a thousand deep networks does not take Prometheus down.
 *
 * <p>Runs with alerts come first, then those heard of last. When there are too many layers each run shows as many as the
 * others, its worst: those that alerts name, then the most saturated or dead, then those with the smallest gradient. Its
 * other layers are one, {@value #OTHERS}, with the means of their numbers.
 */
final class Bound {

    static final int RUNS = 1_000;
    static final int LAYERS = 2_500;
    static final String OTHERS = "(others)";

    private final List<ShownRun> runs;
    private final int leftOutRuns;
    private final int share;
    private final Map<String, Set<String>> kept = new HashMap<>();

    Bound(Collection<ShownRun> all) {
        runs = all.stream()
                .sorted(Comparator.comparing(
                                (ShownRun run) -> run.signals().firing().isEmpty())
                        .thenComparing(
                                Comparator.comparingLong(ShownRun::millis).reversed()))
                .limit(RUNS)
                .toList();
        leftOutRuns = all.size() - runs.size();
        int layers = runs.stream().mapToInt(Bound::layers).sum();
        share = layers <= LAYERS ? Integer.MAX_VALUE : Math.max(1, LAYERS / runs.size());
        runs.forEach(run -> kept.put(run.signals().run().id(), worst(run)));
    }

    private static int layers(ShownRun run) {
        return run.signals().layers().size();
    }

    private Set<String> worst(ShownRun run) {
        Set<String> named = new HashSet<>();
        for (Alert alert : run.signals().firing()) {
            named.addAll(alert.symptom().layers());
        }
        return run.signals().layers().stream()
                .sorted(Comparator.comparing((LayerSignals layer) -> !named.contains(layer.name()))
                        .thenComparingDouble(layer -> -Math.max(layer.saturated(), layer.dead()))
                        .thenComparingDouble(LayerSignals::gradientRms))
                .limit(share)
                .map(LayerSignals::name)
                .collect(Collectors.toSet());
    }

    List<ShownRun> runs() {
        return runs;
    }

    /** Runs that are not shown. */
    int leftOutRuns() {
        return leftOutRuns;
    }

    /** Layers of the runs that are shown which are not shown by themselves. */
    int leftOutLayers() {
        return runs.stream().mapToInt(run -> Math.max(0, layers(run) - share)).sum();
    }

    /** The layers of a run that are shown by themselves, and the others as one. */
    Stream<Subject<LayerSignals>> layersOf(ShownRun run) {
        List<LayerSignals> others = run.signals().layers().stream()
                .filter(layer -> !isKept(run, layer))
                .toList();
        Stream<Subject<LayerSignals>> alone = run.layers().filter(subject -> isKept(run, subject.thing()));
        return others.isEmpty()
                ? alone
                : Stream.concat(alone, Stream.of(new Subject<>(run.labels().add("layer", OTHERS), mean(others))));
    }

    Stream<Subject<LayerSignals>> layerInfosOf(ShownRun run) {
        return run.layerInfos().filter(subject -> isKept(run, subject.thing()));
    }

    private static LayerSignals mean(List<LayerSignals> layers) {
        return new LayerSignals(
                OTHERS,
                "",
                "",
                mean(layers, LayerSignals::learningRate),
                mean(layers, LayerSignals::weightRms),
                mean(layers, LayerSignals::gradientRms),
                mean(layers, LayerSignals::gradientOfLast),
                mean(layers, LayerSignals::gradientOfPeak),
                mean(layers, LayerSignals::updateRatio),
                mean(layers, LayerSignals::betweenExampleDeviation),
                mean(layers, LayerSignals::saturated),
                mean(layers, LayerSignals::dead));
    }

    /** Of the finite numbers; NaN if there is none. */
    private static double mean(List<LayerSignals> layers, ToDoubleFunction<LayerSignals> number) {
        return layers.stream()
                .mapToDouble(number)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private boolean isKept(ShownRun run, LayerSignals layer) {
        return kept.getOrDefault(run.signals().run().id(), Set.of()).contains(layer.name());
    }
}
