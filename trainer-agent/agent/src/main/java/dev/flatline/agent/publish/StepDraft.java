package dev.flatline.agent.publish;

import dev.flatline.events.v1.Step;
import java.util.function.Consumer;

/**
 * One update as the training thread leaves it: what takes time to work out is worked out by the sender.
 *
 * @param step what is known already; the draft's own from now on
 * @param rest adds what is not, from data that nobody changes any more
 * @param bytes what the draft holds in memory, about
 */
public record StepDraft(Step.Builder step, Consumer<Step.Builder> rest, int bytes) {

    /** A step of which nothing is left to work out. */
    static StepDraft complete(Step.Builder step) {
        return new StepDraft(step, ready -> {}, step.buildPartial().getSerializedSize());
    }
}
