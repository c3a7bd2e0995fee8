package dev.flatline.stream.detect;

import dev.flatline.stream.trend.RunHistory;

/**
 * Looks for one symptom.
 *
 * <p>A detector keeps no state, never throws whatever the numbers are, and says {@link Verdict#unclear()} where it has
 * not enough evidence: missing evidence neither raises nor resolves an alert.
 */
public interface Detector {

    /** Stable id of the symptom; the name of its runbook page {@code alerting/runbooks/<kind>.md}. */
    String kind();

    /** How long the symptom must be there before it is told, and gone before it is called resolved. */
    Persistence persistence();

    Verdict look(RunHistory run);
}
