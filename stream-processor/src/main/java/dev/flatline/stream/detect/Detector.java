package dev.flatline.stream.detect;

import dev.flatline.stream.rules.KindRules;
import dev.flatline.stream.rules.Threshold;
import dev.flatline.stream.trend.RunHistory;
import java.util.List;

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

    /** The same, as the rules of the run have it. */
    default Persistence persistence(RunHistory run) {
        KindRules rules = run.rules().of(kind());
        Persistence own = isCertain(run) ? persistence().atOnce() : persistence();
        return new Persistence(rules.fireAfter(own.fireAfter()), rules.resolveAfter(own.resolveAfter()));
    }

    /** Whether what is seen now leaves no doubt, so that seeing it for longer would add nothing. */
    default boolean isCertain(RunHistory run) {
        return false;
    }

    /** What it compares with, all of its own kind: what the rules may set. */
    default List<Threshold> thresholds() {
        return List.of();
    }

    Verdict look(RunHistory run);
}
