package dev.flatline.cli.demo;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Cause;
import dev.flatline.cli.follow.FollowedRun;
import dev.flatline.stream.RunSignals;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One training with its fault and without, side by side.
 *
 * @param demo which training
 * @param faulty how it went with the fault
 * @param cured how it went without
 */
public record Comparison(Demos demo, Side faulty, Side cured) {

    private static final int NAME_WIDTH = 18;
    private static final int SIDE_WIDTH = 34;

    /**
     * One of the two.
     *
     * @param run what Flatline saw of it
     * @param outcome what the program says of itself
     */
    public record Side(FollowedRun run, DemoOutcome outcome) {

        private @Nullable Cause cause() {
            RunSignals signals = run.signals();
            return signals == null ? null : signals.diagnosis();
        }

        private String signal(Function<RunSignals, Double> figure) {
            RunSignals signals = run.signals();
            double value = signals == null ? Double.NaN : figure.apply(signals);
            return Double.isNaN(value) ? "not known" : Math.round(100 * value) + " %";
        }

        private Optional<Alert> firstAlert() {
            return run.alerts().stream().min(Comparator.comparingLong(Alert::firedIteration));
        }

        private String alerts() {
            List<String> kinds = run.alerts().stream()
                    .map(alert -> alert.symptom().kind())
                    .distinct()
                    .toList();
            return kinds.isEmpty()
                    ? "none"
                    : kinds.get(0) + (kinds.size() == 1 ? "" : " and " + (kinds.size() - 1) + " more");
        }
    }

    /** A block that begins with an empty line and ends with a line end. */
    @Override
    public String toString() {
        return String.format("%n== %s: as it was, and cured ==%n", demo.label())
                + line("", "faulty", "cured")
                + line("Skill", side -> side.signal(RunSignals::skill))
                + line("Output diversity", side -> side.signal(RunSignals::outputDiversity))
                + line(faulty.outcome.measure(), side -> side.outcome.shown() + " on " + side.outcome.on())
                + line("Different answers", side -> Integer.toString(side.outcome.answers()))
                + line("Alerts", Side::alerts)
                + line(
                        "First alert",
                        side -> side.firstAlert()
                                .map(alert -> "certain at iteration " + alert.firedIteration())
                                .orElse("-"))
                + line(
                        "Diagnosis",
                        side -> Optional.ofNullable(side.cause())
                                .map(Cause::cause)
                                .orElse("no fault found"))
                + changed();
    }

    private String changed() {
        Cause cause = faulty.cause();
        return cause == null
                ? ""
                : cause.fix()
                        .lines()
                        .map(code -> " ".repeat(3 + NAME_WIDTH) + code)
                        .collect(Collectors.joining("\n", "   What was changed, as Flatline said:\n", "\n"));
    }

    private String line(String name, Function<Side, String> cell) {
        return line(name, cell.apply(faulty), cell.apply(cured));
    }

    private static String line(String name, String left, String right) {
        String capital = name.isEmpty() ? "" : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        String format = "   %-" + NAME_WIDTH + "s%-" + SIDE_WIDTH + "s%s";
        return String.format(format, capital, left, right).stripTrailing() + "\n";
    }
}
