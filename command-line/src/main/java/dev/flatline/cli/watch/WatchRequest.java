package dev.flatline.cli.watch;

import dev.flatline.alert.Severity;
import dev.flatline.alert.configure.SettingsFile;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.record.RecordingFile;
import dev.flatline.cli.report.ReportFile;
import dev.flatline.cli.report.Telling;
import dev.flatline.stream.rules.Rules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to watch, and how.
 *
 * @param command the command and its arguments; not empty
 * @param name of the run; empty to let the agent choose
 * @param tags of the run
 * @param brokers a cluster to use instead of the local pipeline
 * @param metricsPort port for {@code /metrics} of the local pipeline; 0 for any that is free
 * @param pagePort port for the live page; 0 for any that is free
 * @param report where to write the report; {@code null} for none
 * @param rules what the detectors of the local pipeline go by; {@code null} for the defaults
 * @param recording where to write the telemetry; {@code null} for nowhere
 * @param telling how it is told how the run stands
 * @param failOn severity from which an alert makes the exit code {@value Watch#ALERTED}; {@code null} for never
 */
public record WatchRequest(
        List<String> command,
        String name,
        Map<String, String> tags,
        @Nullable GivenBrokers brokers,
        int metricsPort,
        int pagePort,
        @Nullable ReportFile report,
        @Nullable SettingsFile<Rules> rules,
        @Nullable RecordingFile recording,
        Telling telling,
        @Nullable Severity failOn) {

    public WatchRequest {
        command = List.copyOf(command);
        tags = new LinkedHashMap<>(tags);
    }
}
