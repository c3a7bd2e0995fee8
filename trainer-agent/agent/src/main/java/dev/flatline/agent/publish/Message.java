package dev.flatline.agent.publish;

import dev.flatline.events.v1.Telemetry;

/**
 * One message on its way to the broker.
 *
 * @param telemetry what is sent
 * @param run whose it is; is told when the message is lost
 */
record Message(Telemetry telemetry, RunChannel run) {

    /** Descriptions and ends of runs are never dropped, and go to the topic of runs as well. */
    boolean lifecycle() {
        return telemetry.hasRunStarted() || telemetry.hasRunEnded();
    }

    int bytes() {
        return telemetry.getSerializedSize();
    }
}
