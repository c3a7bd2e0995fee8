package dev.flatline.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The port that {@code /metrics} is served on. */
final class MetricsPort {

    private MetricsPort() {}

    /**
     * Makes sure that it can be used, before anything is started that would have to be stopped again.
     *
     * @throws WrongUseException if not
     */
    static void requireFree(int port) {
        if (port < 0 || port > 65_535) {
            throw new WrongUseException("--metrics-port must be in 0..65535, not " + port);
        }
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            probe.setReuseAddress(true);
        } catch (IOException e) {
            throw new WrongUseException("Cannot serve /metrics on port " + port + " (" + e.getMessage()
                    + "). Choose another with --metrics-port, or leave it out to use one that is free.");
        }
    }
}
