package dev.flatline.stream.diagnose;

import dev.flatline.alert.Cause;
import dev.flatline.stream.trend.RunHistory;
import java.util.Optional;

/**
 * Recognises one cause.
 *
 * <p>The confidence of a cause is how much of what is seen it explains, set by hand: enough to rank causes, no
 * calibrated probability. A rule speaks only of a run that has symptoms, and only when it explains one of them.
 */
interface CauseRule {

    Optional<Cause> explain(RunHistory run, Symptoms symptoms);
}
