package dev.flatline.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * A port of this machine that something is to be served on.
 *
 * @param option that it is given with
 * @param served what is served on it
 */
record LocalPort(String option, String served) {

    /**
     * Makes sure that it can be used, before anything is started that would have to be stopped again.
     *
     * @throws WrongUseException if not
     */
    void requireFree(int port) {
        if (port < 0 || port > 65_535) {
            throw new WrongUseException(option + " must be in 0..65535, not " + port);
        }
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            probe.setReuseAddress(true);
        } catch (IOException e) {
            throw new WrongUseException("Cannot serve " + served + " on port " + port + " (" + e.getMessage()
                    + "). Choose another with " + option + ", or leave it out to use one that is free.");
        }
    }
}
