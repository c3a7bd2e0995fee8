package dev.flatline.stream.metrics;

import dev.flatline.alert.Alert;
import dev.flatline.alert.Cause;
import java.util.List;

/** What is measured of alerts and their causes. The same list, for people, is {@code grafana/metrics.md}. */
final class AlertMetrics {

    static final Metric<Alert> ALERT_INFO =
            new Metric<>("flatline_alert", "The layers that an alert is about.", alert -> 1);

    static final List<Metric<Alert>> ALERT = List.of(
            new Metric<>("flatline_alert_firing", "1 for every alert that fires; absent otherwise.", alert -> 1),
            new Metric<>(
                    "flatline_alert_since_iteration",
                    "Iteration at which its symptom was first seen.",
                    alert -> alert.firstIteration()),
            new Metric<>(
                    "flatline_alert_fired_iteration",
                    "Iteration at which there was enough evidence.",
                    alert -> alert.firedIteration()));

    static final Metric<Cause> DIAGNOSIS =
            new Metric<>("flatline_run_diagnosis", "The most confident cause, in words.", cause -> 1);

    static final List<Metric<Cause>> CAUSE = List.of(new Metric<>(
            "flatline_run_cause_confidence_ratio",
            "How much of the evidence a cause explains.",
            cause -> cause.confidence()));

    private AlertMetrics() {}
}
