package dev.flatline.benchmarks.quality.judge;

import dev.flatline.benchmarks.quality.peer.PeerRule;
import dev.flatline.benchmarks.quality.training.RunLabel;
import dev.flatline.stream.detect.Detector;
import dev.flatline.stream.detect.Detectors;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Prints judgements: a line for each run, then tables in Markdown. */
public final class QualityReport {

    private final List<Judgement> runs;
    private final PrintStream out;

    public QualityReport(List<Judgement> runs, PrintStream out) {
        this.runs = runs;
        this.out = out;
    }

    /** A line for a run, one more for what was said of it. */
    public static String line(Judgement run) {
        RunLabel label = run.label();
        return "%-8s %-34s %-8s %s %.3f (bar %.3f) of %d, %d parameters%s%n         -> %s%n         dx [%s] named %s labels %s"
                .formatted(
                        run.verdict(),
                        label.name(),
                        label.state() + (label.relabelled() ? " (relabelled)" : ""),
                        label.outcome().metric(),
                        label.outcome().value(),
                        label.outcome().bar(),
                        label.trained(),
                        label.parameters(),
                        label.onset() > 0 ? ", onset " + label.onset() : "",
                        run.told().isEmpty() ? "silent" : run.told(),
                        run.diagnosis(),
                        label.namedCauses(),
                        label.expectation().labels());
    }

    public void print() {
        overall();
        kinds();
        peers();
        notCaught();
    }

    private void overall() {
        Quality all = Quality.of(runs, Judgement::delay);
        List<Judgement> named = runs.stream()
                .filter(run -> !run.label().namedCauses().isEmpty())
                .toList();
        out.printf("%n| | |%n|---|---|%n");
        row("failing runs warned of (recall)", all.recall());
        row("healthy runs with a false alarm", all.falseAlarmRate());
        row("precision", all.precision());
        row("iterations from onset to first alert, median (quartiles)", all.delay());
        row("named cause at rank 1", share(named, run -> run.isNamed(1)));
        row("named cause at rank 1 or 2", share(named, run -> run.isNamed(2)));
        row("named cause at rank 1 when the first alert was told", share(named, Judgement::isNamedAtFirst));
        row(
                "runs relabelled by their outcome",
                Long.toString(count(run -> run.label().relabelled())));
        row("runs not scored", Long.toString(count(run -> run.label().state() == RunLabel.State.UNSCORED)));
    }

    private static String share(List<Judgement> of, Predicate<Judgement> right) {
        return Quality.share(of.stream().filter(right).count(), of.size());
    }

    private long count(Predicate<Judgement> condition) {
        return runs.stream().filter(condition).count();
    }

    private void kinds() {
        out.printf("%n| alert | on failing runs | on healthy runs | iterations from onset |%n|---|---|---|---|%n");
        for (Detector detector : Detectors.all()) {
            Quality kind = Quality.of(runs, run -> firstOf(run, detector.kind()));
            row("`" + detector.kind() + "`", kind.recall(), kind.falseAlarmRate(), kind.delay());
        }
    }

    private static OptionalLong firstOf(Judgement run, String kind) {
        return run.fired().stream()
                .filter(alert -> alert.symptom().kind().equals(kind))
                .mapToLong(alert ->
                        Math.max(0, alert.firedIteration() - run.label().onset()))
                .min();
    }

    private void peers() {
        out.printf("%n| tool | rule | on failing runs | on healthy runs | iterations from onset | Flatline was first,"
                + " of the runs both warned of |%n|---|---|---|---|---|---|%n");
        row("**Flatline**", "any alert", Quality.of(runs, Judgement::delay), "");
        for (PeerRule rule : PeerRule.all()) {
            row(rule.tool(), rule.name(), Quality.of(runs, run -> run.delay(rule)), earlier(run -> run.delay(rule)));
        }
        for (String tool :
                PeerRule.all().stream().map(PeerRule::tool).distinct().toList()) {
            Function<Judgement, OptionalLong> any =
                    run -> anyOf(run, rule -> rule.tool().equals(tool));
            row(tool, "any of the above", Quality.of(runs, any), earlier(any));
        }
        int noWorse = Quality.of(runs, Judgement::delay).falseAlarms();
        Function<Judgement, OptionalLong> careful = run -> anyOf(run, rule -> falseAlarms(rule) <= noWorse);
        row("all four", "rules with no more false alarms than Flatline", Quality.of(runs, careful), earlier(careful));
    }

    private int falseAlarms(PeerRule rule) {
        return Quality.of(runs, run -> run.delay(rule)).falseAlarms();
    }

    private static OptionalLong anyOf(Judgement run, Predicate<PeerRule> some) {
        return PeerRule.all().stream()
                .filter(some)
                .flatMapToLong(rule -> run.delay(rule).stream())
                .min();
    }

    private String earlier(Function<Judgement, OptionalLong> other) {
        List<Judgement> both = runs.stream()
                .filter(run ->
                        run.isFailing() && run.isWarned() && other.apply(run).isPresent())
                .toList();
        return share(
                both,
                run -> run.delay().orElse(Long.MAX_VALUE) <= other.apply(run).orElse(-1));
    }

    private void row(String tool, String rule, Quality quality, String earlier) {
        row(tool, rule, quality.recall(), quality.falseAlarmRate(), quality.delay(), earlier);
    }

    private void notCaught() {
        out.printf(
                "%nMissed: %s%nFalse alarms: %s%nCause not at rank 1: %s%n", list("MISSED"), list("FALSE"), unnamed());
    }

    private String list(String verdict) {
        return names(runs.stream().filter(run -> run.verdict().equals(verdict)));
    }

    private String unnamed() {
        return names(runs.stream().filter(run -> !run.label().namedCauses().isEmpty() && !run.isNamed(1)));
    }

    private static String names(Stream<Judgement> some) {
        List<String> names = some.map(run -> run.label().name()).toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private void row(String... cells) {
        out.println("| " + String.join(" | ", cells) + " |");
    }
}
