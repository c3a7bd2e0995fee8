package dev.flatline.cli.report;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Figures;
import dev.flatline.alerting.notify.console.Fields;
import dev.flatline.stream.RunSignals;
import java.util.List;
import java.util.stream.Collectors;

/** One line on how a run stands. A figure that is not known (NaN) is left out. */
public final class StatusLine {

    private static final double LEARNED_SOMETHING = 0.02;

    private StatusLine() {}

    /** Without a line end. */
    public static String of(RunSignals signals) {
        StringBuilder line = new StringBuilder(Fields.printable(signals.run().name()));
        line.append(": iteration ").append(signals.iteration());
        figure(line, "score", signals.score(), Figures.show(signals.score()));
        figure(line, "skill", signals.skill(), percent(signals.skill()));
        figure(line, "output diversity", signals.outputDiversity(), percent(signals.outputDiversity()));
        return line.append(" - ").append(state(signals)).toString();
    }

    /** Each after a comma; nothing where both are unknown. */
    static String scoreAndDiversity(RunSignals signals) {
        StringBuilder line = new StringBuilder();
        figure(line, "score", signals.score(), Figures.show(signals.score()));
        figure(line, "diversity", signals.outputDiversity(), percent(signals.outputDiversity()));
        return line.toString();
    }

    private static void figure(StringBuilder line, String name, double value, String text) {
        if (!Double.isNaN(value)) {
            line.append(", ").append(name).append(' ').append(text);
        }
    }

    /** Whole percents; what is less than one but not nothing shows as that. */
    static String percent(double share) {
        if (Double.isNaN(share)) {
            return "unknown";
        }
        double percent = 100 * share;
        if (percent > 0 && percent < 1) {
            return "under 1 %";
        }
        return (Double.isInfinite(percent) ? Figures.show(percent) : Long.toString(Math.round(percent))) + " %";
    }

    static String state(RunSignals signals) {
        if (!signals.isRunning()) {
            return signals.status();
        }
        if (!signals.firing().isEmpty()) {
            return "firing: " + titles(signals.firing());
        }
        if (Double.isNaN(signals.skill())) {
            return "watching";
        }
        return signals.skill() < LEARNED_SOMETHING ? "no better than a constant answer so far" : "learning";
    }

    private static String titles(List<Alert> alerts) {
        return alerts.stream().map(Alert::title).map(Fields::printable).collect(Collectors.joining(", "));
    }
}
