package dev.flatline.agent.publish;

import java.time.Duration;

/**
 * A link whose errors cost the message that met them and nothing more: an {@link OutOfMemoryError} on the sender's
 * thread must not be the end of all telemetry.
 */
record GuardedLink(Link link) implements Link {

    @Override
    public Handover send(Message message, Outcome outcome) {
        try {
            return link.send(message, outcome);
        } catch (Throwable e) {
            message.run().failed(e);
            return new Handover.Never(String.valueOf(e));
        }
    }

    @Override
    public void close(Duration longest) {
        try {
            link.close(longest);
        } catch (Throwable e) {
            // Nothing is sent any more, and nobody is there to be told.
            return;
        }
    }
}
