package dev.flatline.agent.publish;

import java.util.function.Consumer;

/**
 * Whether the broker can be reached, and the lines that say so: one when it is lost, one when it is back.
 *
 * <p>A first attempt may fail on a busy machine only because everything is cold; so nothing is said before the
 * {@value #PATIENCE}th failure in a row, unless the process ends before.
 *
 * <p>Thread-safe.
 */
final class Reachability {

    private static final int PATIENCE = 8;
    private static final String NO_ANSWER = "no answer";

    private final String servers;
    private final Consumer<String> console;
    private boolean everThere;
    private int failures;
    private String lastReason = NO_ANSWER;
    private boolean refused;

    Reachability(String servers, Consumer<String> console) {
        this.servers = servers;
        this.console = console;
    }

    /**
     * An attempt failed.
     *
     * @param reason in words; empty where nothing is known, which does not cover up what was known before
     */
    synchronized void away(String reason) {
        lastReason = reason.isEmpty() ? lastReason : reason;
        if (++failures == PATIENCE) {
            tell();
        }
    }

    private void tell() {
        console.accept(
                "cannot reach the broker at " + servers + " (" + lastReason
                        + "); training goes on, the telemetry is kept until the broker is there, the oldest dropped if need be");
    }

    synchronized void there() {
        everThere = true;
        lastReason = NO_ANSWER;
        if (failures >= PATIENCE) {
            console.accept("reached the broker at " + servers + "; sending the telemetry kept");
        }
        failures = 0;
    }

    /** One message was refused for good; said once. */
    synchronized void refused(String reason) {
        if (!refused) {
            refused = true;
            console.accept("the broker at " + servers + " refused telemetry (" + reason
                    + "); training goes on, the messages refused are dropped and counted");
        }
    }

    /** Errors of the agent's own keep coming. */
    void broken(Throwable last) {
        console.accept("no more telemetry is sent to " + servers
                + " after repeated errors inside the agent, training goes on; the last was " + last);
    }

    /**
     * It is over, with telemetry that was not sent.
     *
     * @param why what is over, in words
     * @param kept messages that wait on disk
     */
    synchronized void gaveUp(String why, long kept) {
        if (kept > 0) {
            console.accept(why + " before all telemetry reached the broker at " + servers + " (" + lastReason + "); "
                    + kept + " messages wait on disk for the next training that sends to it");
        } else if (everThere) {
            console.accept(why + " before all telemetry reached the broker at " + servers);
        } else if (failures < PATIENCE) {
            console.accept(why + ", and the broker at " + servers + " was never reached (" + lastReason + ")");
        }
    }

    synchronized boolean everThere() {
        return everThere;
    }
}
