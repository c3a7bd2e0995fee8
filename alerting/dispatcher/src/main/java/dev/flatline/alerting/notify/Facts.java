package dev.flatline.alerting.notify;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Cause;
import dev.flatline.alert.Figures;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What there is to say of an alert, piece by piece, in words; a piece about which nothing is known is empty. */
public final class Facts {

    private final Alert alert;

    public Facts(Alert alert) {
        this.alert = alert;
    }

    /** {@code CRITICAL}, or {@code RESOLVED} when it is over. */
    public String standing() {
        return switch (alert.state()) {
            case FIRING -> alert.symptom().severity().label().toUpperCase(Locale.ROOT);
            case RESOLVED -> "RESOLVED";
        };
    }

    /** What is wrong in which run: {@code output-collapse (constant) in run digits}. */
    public String headline() {
        return alert.title() + " in run " + alert.run().name();
    }

    public String what() {
        return alert.symptom().message();
    }

    /** From which iteration on, and when that was certain or over. */
    public String since() {
        String since = "iteration " + alert.firstIteration();
        return switch (alert.state()) {
            case FIRING -> since + " (certain at iteration " + alert.firedIteration() + ")";
            case RESOLVED -> since + ", gone at iteration " + alert.resolvedIteration();
        };
    }

    /** Names of the layers concerned. */
    public String where() {
        return alert.symptom().layers().stream()
                .map(name -> name.startsWith("layer") ? name : "layer " + name)
                .collect(Collectors.joining(", "));
    }

    /** The numbers that show it. */
    public String evidence() {
        return alert.symptom().evidence().entrySet().stream().map(Facts::figure).collect(Collectors.joining(", "));
    }

    private static String figure(Map.Entry<String, Double> each) {
        return Figures.words(each.getKey()) + " " + Figures.show(each.getValue());
    }

    /** What most likely brought it about. */
    public String cause() {
        Cause cause = alert.likelyCause();
        return cause == null ? "" : cause.explanation();
    }

    /** How sure the cause is: {@code 85 %}. */
    public String confidence() {
        Cause cause = alert.likelyCause();
        return cause == null ? "" : Figures.percent(cause.confidence());
    }

    /** What to change, as code. */
    public String fix() {
        Cause cause = alert.likelyCause();
        return cause == null ? "" : cause.fix();
    }
}
