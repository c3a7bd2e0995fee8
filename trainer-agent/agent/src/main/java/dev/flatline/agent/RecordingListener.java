package dev.flatline.agent;

import dev.flatline.agent.observe.AddedListener;
import java.util.function.Consumer;

/**
 * Watches the models it is added to as {@link FlatlineListener} does, but gives what it sees to a taker in this JVM and
 * sends nothing: for recordings that can be judged again and again.
 *
 * <p>No overhead budget: everything is in every update, so that a recording does not depend on how busy the machine was.
 * The taker is called on the training thread with one encoded message at a time, and takes what time it takes.
 */
public final class RecordingListener extends AddedListener {

    /**
     * A listener for a run with a name.
     *
     * @param taker gets each message as it would be sent, see {@code telemetry.proto}
     */
    public RecordingListener(String runName, Consumer<byte[]> taker) {
        super(runName, taker);
    }
}
