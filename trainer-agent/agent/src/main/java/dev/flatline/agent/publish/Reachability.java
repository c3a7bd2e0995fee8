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

    private static final int PATIENCE = 5;

    private final String servers;
    private final Consumer<String> console;
    private boolean everThere;
    private int failures;
    private String lastReason = "not tried yet";
    private boolean refused;

    Reachability(String servers, Consumer<String> console) {
        this.servers = servers;
        this.console = console;
    }

    synchronized void away(String reason) {
        lastReason = reason;
        if (++failures == PATIENCE) {
            tell();
        }
    }

    private void tell() {
        console.accept("cannot reach the broker at " + servers + " (" + lastReason
                + "); training goes on, the newest telemetry is kept until the broker is there");
    }

    synchronized void there() {
        everThere = true;
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

    /** The process ends with telemetry that was not sent. */
    synchronized void gaveUp() {
        if (everThere) {
            console.accept("the process ends before all telemetry reached the broker at " + servers);
        } else if (failures < PATIENCE) {
            console.accept(
                    "the process ends, and the broker at " + servers + " was never reached (" + lastReason + ")");
        }
    }

    synchronized boolean everThere() {
        return everThere;
    }
}
