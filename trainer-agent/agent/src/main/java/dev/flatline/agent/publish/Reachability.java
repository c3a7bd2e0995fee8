package dev.flatline.agent.publish;

import java.util.function.Consumer;

/**
 * Whether the broker can be reached, and the lines that say so: one when it is lost, one when it is back.
 *
 * <p>Thread-safe.
 */
final class Reachability {

    private final String servers;
    private final Consumer<String> console;
    private boolean everThere;
    private boolean away;
    private boolean refused;

    Reachability(String servers, Consumer<String> console) {
        this.servers = servers;
        this.console = console;
    }

    synchronized void away(String reason) {
        if (!away) {
            away = true;
            console.accept("cannot reach the broker at " + servers + " (" + reason
                    + "); training goes on, the newest telemetry is kept until the broker is there");
        }
    }

    synchronized void there() {
        everThere = true;
        if (away) {
            away = false;
            console.accept("reached the broker at " + servers + "; sending the telemetry kept");
        }
    }

    /** One message was refused for good; said once. */
    synchronized void refused(String reason) {
        if (!refused) {
            refused = true;
            console.accept("the broker at " + servers + " refused telemetry (" + reason
                    + "); training goes on, the messages refused are dropped and counted");
        }
    }

    synchronized void gaveUp() {
        if (everThere) {
            console.accept("the process ends before all telemetry reached the broker at " + servers);
        }
    }

    synchronized boolean everThere() {
        return everThere;
    }
}
