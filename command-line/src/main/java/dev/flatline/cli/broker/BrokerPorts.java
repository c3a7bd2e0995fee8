package dev.flatline.cli.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Two ports of the loopback address.
 *
 * @param broker for clients
 * @param controller for the broker's own metadata
 */
record BrokerPorts(int broker, int controller) {

    /** Two that are free now; somebody may take them before they are used. */
    static BrokerPorts free() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket one = new ServerSocket(0, 1, loopback);
                ServerSocket other = new ServerSocket(0, 1, loopback)) {
            return new BrokerPorts(one.getLocalPort(), other.getLocalPort());
        }
    }
}
