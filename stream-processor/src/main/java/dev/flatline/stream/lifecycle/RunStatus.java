package dev.flatline.stream.lifecycle;

import dev.flatline.events.v1.RunEnded;

/**
 * Whether a run goes on, and how it ended if it does not.
 *
 * @param word running, completed, failed, killed or detached
 * @param reason in words; empty while running
 */
public record RunStatus(String word, String reason) {

    public static final RunStatus RUNNING = new RunStatus("running", "");

    static RunStatus of(RunEnded end) {
        String word = switch (end.getStatus()) {
            case FAILED -> "failed";
            case KILLED -> "killed";
            case DETACHED -> "detached";
            case COMPLETED, STATUS_UNKNOWN, UNRECOGNIZED -> "completed";
        };
        return new RunStatus(word, end.getReason());
    }
}
