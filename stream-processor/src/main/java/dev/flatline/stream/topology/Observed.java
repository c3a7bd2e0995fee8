package dev.flatline.stream.topology;

import dev.flatline.alert.Alert;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.lifecycle.RunState;
import java.util.List;

/**
 * One message and the state of its run, the message already taken in.
 *
 * @param run the state now
 * @param message what told something new
 * @param superseded alerts of an earlier attempt that this message has ended
 */
record Observed(RunState run, Telemetry message, List<Alert> superseded) {

    /** Whether the detectors have something to judge: a step, or the end of the run, where what is pending is decided. */
    boolean isJudged() {
        return message.hasStep() || message.hasRunEnded();
    }

    boolean isStep() {
        return message.hasStep();
    }

    /** Whether the run began, ended, or was described anew: people want to know at once. */
    boolean isTurn() {
        return message.hasRunStarted() || message.hasRunEnded();
    }
}
