package dev.flatline.cli.follow;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertState;
import dev.flatline.alert.RunRef;
import dev.flatline.alert.Severity;
import dev.flatline.events.v1.RunEnded;
import dev.flatline.stream.RunSignals;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one attempt of one run.
 *
 * <p>It is pieced together from three topics, each of which may be silent: the run's own word on its beginning and end,
 * the processor's signals, and the alerts.
 */
public final class FollowedRun {

    private RunRef run;
    private @Nullable RunSignals signals;
    private @Nullable RunEnded end;
    private boolean corrected;
    private final Map<String, Alert> alerts = new LinkedHashMap<>();

    FollowedRun(RunRef run) {
        this.run = run;
    }

    void takeName(RunRef named) {
        run = named;
    }

    void take(RunSignals newer) {
        signals = newer;
        run = newer.run();
    }

    void take(Alert alert) {
        alerts.merge(
                alert.fingerprint(), alert, (known, newer) -> newer.sequence() >= known.sequence() ? newer : known);
    }

    /** What the run, or somebody for it, says of its end. */
    void take(RunEnded newer) {
        if (!corrected) {
            end = newer;
        }
    }

    /** How its process ended, which the run itself could not know: from now on this counts. */
    public void correct(RunEnded known) {
        end = known;
        corrected = true;
    }

    public RunRef run() {
        return run;
    }

    /** The newest signals; {@code null} if the processor has not sent any. */
    public @Nullable RunSignals signals() {
        return signals;
    }

    /** Its alerts as they stand, in the order in which they fired. */
    public List<Alert> alerts() {
        return List.copyOf(alerts.values());
    }

    public List<Alert> firing() {
        return alerts.values().stream()
                .filter(alert -> alert.state() == AlertState.FIRING)
                .toList();
    }

    /** Whether an alert this severe or worse has fired, resolved or not. */
    public boolean hasHad(Severity severity) {
        Collection<Alert> all = alerts.values();
        return all.stream().anyMatch(alert -> alert.symptom().severity().atLeast(severity));
    }

    /** Updates made, as far as is known: what the run said at its end, or what the processor counted. */
    public long iterations() {
        long counted = signals == null ? 0 : signals.iterations();
        return end == null ? counted : Math.max(end.getIterations(), counted);
    }

    /** Why it has ended, according to itself or to its process; {@code null} while neither said anything. */
    public @Nullable RunEnded end() {
        return end;
    }

    /** Whether the processor has seen its end, so that nothing more is to be expected. */
    public boolean isOver() {
        return signals != null && !signals.isRunning();
    }

    /** running, completed, failed, killed or detached. */
    public String status() {
        if (end != null) {
            return end.getStatus().name().toLowerCase(Locale.ROOT);
        }
        return signals == null ? "running" : signals.status();
    }

    /** In words; empty while running. */
    public String statusReason() {
        if (end != null) {
            return end.getReason();
        }
        return signals == null ? "" : signals.statusReason();
    }
}
