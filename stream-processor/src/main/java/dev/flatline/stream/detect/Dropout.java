package dev.flatline.stream.detect;

import dev.flatline.alert.Figures;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.stream.trend.OutputTrend;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Layers that drop nearly all of what they are fed: variant {@code dropout} of over-regularisation. */
final class Dropout {

    private Dropout() {}

    /** Positions of the layers that keep so little, in forward order. */
    static List<Integer> strongest(RunHistory run) {
        return IntStream.range(0, run.description().getModel().getLayersCount())
                .filter(i -> keeps(run, i) > 0 && keeps(run, i) <= OverRegularisationDetector.KEPT.of(run))
                .boxed()
                .toList();
    }

    private static double keeps(RunHistory run, int layer) {
        return run.layer(layer).getDropoutRetain();
    }

    /** Nothing where the answers differ without dropout too, or where that is not known. */
    static Optional<Symptom> symptom(RunHistory run, List<Integer> layers) {
        double less = OverRegularisationDetector.LESS.of(run);
        return layers.isEmpty()
                ? Optional.empty()
                : run.outputs().stream()
                        .filter(output -> output.probeContrast() * less < 1)
                        .findFirst()
                        .map(output -> symptom(run, layers, output));
    }

    private static Symptom symptom(RunHistory run, List<Integer> layers, OutputTrend output) {
        double kept = layers.stream().mapToDouble(i -> keeps(run, i)).min().orElseThrow();
        return new Symptom(
                OverRegularisationDetector.KIND,
                "dropout",
                Severity.WARNING,
                layers.stream().map(run::layerName).toList(),
                "Dropout keeps only " + Figures.percent(kept) + " of what " + run.spokenLayers(layers)
                        + (layers.size() == 1 ? " is" : " are")
                        + " fed: the answers differ by what chance leaves of an example, and without dropout hardly at"
                        + " all.",
                Evidence.of("kept", kept)
                        .and("chance_to_signal", (1 - kept) / kept)
                        .and("probe_contrast", output.probeContrast())
                        .andSkillOf(run)
                        .numbers());
    }
}
