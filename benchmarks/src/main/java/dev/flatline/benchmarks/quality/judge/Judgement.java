package dev.flatline.benchmarks.quality.judge;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.alert.Cause;
import dev.flatline.alert.Severity;
import dev.flatline.benchmarks.quality.peer.PeerRule;
import dev.flatline.benchmarks.quality.training.RunLabel;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was said of one run, by Flatline and by the rules of others.
 *
 * @param label the truth
 * @param alerts every change of every alert, in order
 * @param firstCauses the diagnosis when the first alert was told, best first
 * @param lastCauses the last diagnosis
 * @param peers iteration at which each rule fired first; a rule that did not is not in it
 */
public record Judgement(
        RunLabel label,
        List<Alert> alerts,
        List<Cause> firstCauses,
        List<Cause> lastCauses,
        Map<PeerRule, Long> peers) {

    /** Changes of alerts that are worth waking somebody for. */
    List<Alert> fired() {
        return alerts.stream()
                .filter(alert -> alert.state() == AlertState.FIRING)
                .filter(alert -> alert.symptom().severity().atLeast(Severity.WARNING))
                .toList();
    }

    boolean isWarned() {
        return !fired().isEmpty();
    }

    boolean isWarnedOf(String kind) {
        return fired().stream().anyMatch(alert -> alert.symptom().kind().equals(kind));
    }

    boolean isFailing() {
        return label.state() == RunLabel.State.FAILING;
    }

    boolean isHealthy() {
        return label.state() == RunLabel.State.HEALTHY;
    }

    /** Iterations from the onset of the fault to the first alert; 0 for one that came before. */
    OptionalLong delay() {
        return fired().stream().mapToLong(Alert::firedIteration).min().stream()
                .map(fired -> Math.max(0, fired - label.onset()))
                .findFirst();
    }

    OptionalLong delay(PeerRule rule) {
        @Nullable Long fired = peers.get(rule);
        return fired == null ? OptionalLong.empty() : OptionalLong.of(Math.max(0, fired - label.onset()));
    }

    /** Whether a named cause is among the first so many of the last diagnosis. */
    boolean isNamed(int ranks) {
        return lastCauses.stream()
                .limit(ranks)
                .anyMatch(cause -> label.namedCauses().contains(cause.cause()));
    }

    /** The same of the diagnosis that came with the first alert. */
    boolean isNamedAtFirst() {
        return firstCauses.stream()
                .limit(1)
                .anyMatch(cause -> label.namedCauses().contains(cause.cause()));
    }

    String verdict() {
        return switch (label.state()) {
            case UNSCORED -> "unscored";
            case HEALTHY -> isWarned() ? "FALSE" : "ok";
            case FAILING -> isWarned() ? "ok" : "MISSED";
        };
    }

    /** Such as {@code output-collapse (constant)@48 ~120}: fired at 48, resolved at 120. */
    String told() {
        return alerts.stream()
                .map(alert -> alert.state() == AlertState.FIRING
                        ? alert.title() + "@" + alert.firedIteration()
                        : alert.title() + "~" + alert.resolvedIteration())
                .collect(Collectors.joining(" "));
    }

    String diagnosis() {
        return lastCauses.stream()
                .map(cause -> "%s %.2f".formatted(cause.cause(), cause.confidence()))
                .collect(Collectors.joining(", "));
    }
}
