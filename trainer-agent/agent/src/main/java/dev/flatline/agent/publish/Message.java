package dev.flatline.agent.publish;

import dev.flatline.events.v1.Telemetry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way to the broker.
 *
 * <p>It may still have to be made, which the first who wants to see it does: the sender, or whoever is handed it. Not
 * thread-safe, but it may be handed from thread to thread through the {@link Outbox}.
 */
final class Message {

    private final RunChannel run;
    private final boolean lifecycle;
    private final int bytes;
    private @Nullable Supplier<Telemetry> making;
    private @Nullable Telemetry made;

    /** A message that is ready. */
    Message(Telemetry telemetry, RunChannel run) {
        this.run = run;
        this.lifecycle = telemetry.hasRunStarted() || telemetry.hasRunEnded();
        this.bytes = telemetry.getSerializedSize();
        this.made = telemetry;
    }

    /**
     * A message of a step that is still to be made.
     *
     * @param bytes what it holds in memory, about
     */
    Message(Supplier<Telemetry> making, int bytes, RunChannel run) {
        this.run = run;
        this.lifecycle = false;
        this.bytes = bytes;
        this.making = making;
    }

    /** What is sent. */
    Telemetry telemetry() {
        Supplier<Telemetry> toMake = making;
        if (toMake != null) {
            made = toMake.get();
            making = null;
        }
        if (made == null) {
            throw new IllegalStateException("a message without content");
        }
        return made;
    }

    /** Whose it is; is told when the message is lost. */
    RunChannel run() {
        return run;
    }

    /** Descriptions and ends of runs are never dropped, and go to the topic of runs as well. */
    boolean lifecycle() {
        return lifecycle;
    }

    int bytes() {
        return bytes;
    }
}
