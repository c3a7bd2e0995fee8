package dev.flatline.agent.observe;

import dev.flatline.agent.settings.Commands;
import dev.flatline.events.v1.Command;
import dev.flatline.events.v1.CommandOutcome;
import java.util.concurrent.TimeUnit;

/**
 * A command on its way to the training thread.
 *
 * @param settings of who carries it out
 * @param since when it came, by {@link System#nanoTime}
 */
record Order(Command command, Commands settings, long since) {

    private static final long LONGEST_WAIT = TimeUnit.MINUTES.toNanos(10);

    /** As the setting {@code commands.allowed} calls it; empty for a kind that is not known. */
    static String kind(Command command) {
        return switch (command.getKindCase()) {
            case CHECKPOINT -> Commands.CHECKPOINT;
            case STOP -> Commands.STOP;
            case SCALE_LEARNING_RATE -> Commands.SCALE_LEARNING_RATE;
            case CLIP_GRADIENTS -> Commands.CLIP_GRADIENTS;
            case KIND_NOT_SET -> "";
        };
    }

    /** What is wrong with a command whatever the run; empty for nothing. */
    static String objection(Command command) {
        double factor = command.getScaleLearningRate().getFactor();
        double threshold = command.getClipGradients().getThreshold();
        if (command.hasScaleLearningRate() && !(factor > 0 && factor <= 10)) {
            return "the factor " + factor + " is not above 0 and at most 10";
        }
        if (command.hasClipGradients() && !(threshold > 0 && Double.isFinite(threshold))) {
            return "the threshold " + threshold + " is not above 0 and finite";
        }
        return "";
    }

    /** Whether the training made no update for so long that what was asked may no longer be wanted. */
    boolean isLate() {
        return System.nanoTime() - since > LONGEST_WAIT;
    }

    static CommandOutcome.Builder outcome(Command command, CommandOutcome.Status status, String reason) {
        return CommandOutcome.newBuilder()
                .setCommandId(command.getCommandId())
                .setKind(kind(command))
                .setStatus(status)
                .setReason(reason);
    }

    CommandOutcome.Builder refused(String reason) {
        return outcome(command, CommandOutcome.Status.REFUSED, reason);
    }

    CommandOutcome.Builder done(String what) {
        return outcome(command, CommandOutcome.Status.DONE, what);
    }
}
