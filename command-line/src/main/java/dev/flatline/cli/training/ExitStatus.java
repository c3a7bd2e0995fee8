package dev.flatline.cli.training;

import dev.flatline.events.v1.RunEnded.Status;
import java.util.Map;

/**
 * How the command ended.
 *
 * @param code its exit code; 128 plus the number of the signal that ended it, as shells count
 * @param stopped whether it was asked to end by us, because we were asked to end
 * @param known whether the code is; of a job that was attached to it is not, and its own word on the end counts
 */
public record ExitStatus(int code, boolean stopped, boolean known) {

    /** Of a job that ended by itself. */
    public static final ExitStatus UNKNOWN = new ExitStatus(0, false, false);

    /** Of a job that goes on without us. */
    public static final ExitStatus LEFT = new ExitStatus(0, true, false);

    /** Of a command that was not started because we were asked to end before. */
    public static final ExitStatus NEVER_STARTED = new ExitStatus(130, true);

    private static final Map<Integer, String> SIGNALS =
            Map.of(129, "SIGHUP", 130, "SIGINT", 137, "SIGKILL", 143, "SIGTERM");

    public ExitStatus(int code, boolean stopped) {
        this(code, stopped, true);
    }

    /** What that makes of a training that ran in it and did not say how it ended itself. */
    public Status status() {
        if (!known) {
            return stopped ? Status.DETACHED : Status.KILLED;
        }
        if (stopped || SIGNALS.containsKey(code)) {
            return Status.KILLED;
        }
        return code == 0 ? Status.COMPLETED : Status.FAILED;
    }

    /** In words. */
    public String reason() {
        if (!known) {
            return stopped ? "Flatline was detached" : "the process ended without saying how";
        }
        if (stopped) {
            return "stopped together with flatline";
        }
        String signal = SIGNALS.get(code);
        return signal == null
                ? "the process ended with exit code " + code
                : "the process was ended by " + signal + " (exit code " + code + ")";
    }
}
