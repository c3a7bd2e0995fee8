package dev.flatline.stream.metrics;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Cause;
import dev.flatline.stream.RunSignals;
import dev.flatline.stream.RunSignals.LayerSignals;
import dev.flatline.stream.metrics.Metric.Subject;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run as its metrics show it, with what is measured of it.
 *
 * @param signals the latest
 * @param millis when they came
 * @param told the diagnosis in the words it had when its cause or the alerts changed last: its numbers change every
 *     second, and a label that does the same would make a series a second
 */
record ShownRun(RunSignals signals, long millis, @Nullable Cause told) {

    static final Duration LINGER = Duration.ofSeconds(60);

    /** Beyond so many a list of layers says how many more there are. */
    private static final int NAMED_LAYERS = 6;

    ShownRun after(@Nullable ShownRun before) {
        return before != null && before.tellsTheSame(this) ? new ShownRun(signals, millis, before.told) : this;
    }

    private boolean tellsTheSame(ShownRun newer) {
        return told != null
                && newer.told != null
                && told.cause().equals(newer.told.cause())
                && told.fix().equals(newer.told.fix())
                && titles().equals(newer.titles());
    }

    private List<String> titles() {
        return signals.firing().stream().map(Alert::title).toList();
    }

    boolean isOver(long now) {
        return !signals.isRunning() && now - millis > LINGER.toMillis();
    }

    /** How old the newest step was when it was processed: queueing at the agent, the broker and here. */
    double lagSeconds() {
        return Math.max(0, millis - signals.timeMillis()) / 1e3;
    }

    Subject<ShownRun> run() {
        return new Subject<>(labels(), this);
    }

    Subject<ShownRun> info() {
        Labels info = Labels.of(
                "name", signals.run().name(),
                "model", signals.model(),
                "attempt", Long.toString(signals.run().attempt()));
        return new Subject<>(labels().merge(info), this);
    }

    Subject<ShownRun> status() {
        return new Subject<>(labels().add("status", signals.status()), this);
    }

    Stream<Subject<Cause>> diagnosis() {
        return Stream.ofNullable(told)
                .map(cause -> new Subject<>(
                        of(cause).merge(Labels.of("explanation", cause.explanation(), "fix", cause.fix())), cause));
    }

    Stream<Subject<Cause>> causes() {
        return Stream.concat(Stream.ofNullable(signals.diagnosis()), signals.otherCauses().stream())
                .map(cause -> new Subject<>(of(cause), cause));
    }

    private Labels of(Cause cause) {
        return labels().add("cause", cause.cause());
    }

    Stream<Subject<LayerSignals>> layers() {
        return signals.layers().stream().map(layer -> new Subject<>(labels().add("layer", layer.name()), layer));
    }

    /** Positions have as many digits as the last, so that layers sorted by name come in forward order. */
    Stream<Subject<LayerSignals>> layerInfos() {
        List<LayerSignals> layers = signals.layers();
        String format = "%0" + Integer.toString(Math.max(0, layers.size() - 1)).length() + "d";
        return IntStream.range(0, layers.size())
                .mapToObj(i -> new Subject<>(
                        labels().merge(Labels.of(
                                "layer", layers.get(i).name(),
                                "position", String.format(Locale.ROOT, format, i),
                                "type", layers.get(i).type(),
                                "activation", layers.get(i).activation())),
                        layers.get(i)));
    }

    Stream<Subject<RunSignals.InputSignals>> inputs() {
        List<RunSignals.InputSignals> inputs = signals.data().inputs();
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> new Subject<>(labels().add("input", Integer.toString(i)), inputs.get(i)));
    }

    Stream<Subject<RunSignals.OutputSignals>> outputs() {
        return signals.data().outputs().stream()
                .map(output -> new Subject<>(labels().add("layer", output.layer()), output));
    }

    Stream<Subject<Alert>> alerts() {
        return signals.firing().stream().map(alert -> new Subject<>(of(alert), alert));
    }

    private Labels of(Alert alert) {
        return labels().merge(Labels.of(
                "kind", alert.symptom().kind(),
                "variant", alert.symptom().variant(),
                "severity", alert.symptom().severity().label()));
    }

    Stream<Subject<Alert>> alertLayers() {
        return signals.firing().stream()
                .map(alert -> new Subject<>(
                        of(alert).add("layers", layers(alert.symptom().layers())), alert));
    }

    private static String layers(List<String> names) {
        int more = names.size() - NAMED_LAYERS;
        return names.stream().limit(NAMED_LAYERS).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    Labels labels() {
        return Labels.of("run", signals.run().id());
    }
}
