package dev.flatline.live.serve;

import java.net.InetAddress;

/**
 * Where the page is served, and who may see it.
 *
 * @param address of this machine; anything but loopback is open to others
 * @param port 0 for any that is free
 * @param token who knows it may look; empty for no token, which only loopback may be
 */
public record PageAddress(InetAddress address, int port, String token) {

    /** A token that is shorter could be guessed. */
    public static final int SHORTEST_TOKEN = 16;

    public PageAddress {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("the port must be in 0..65535, not " + port);
        }
        if (token.isEmpty() ? !address.isLoopbackAddress() : token.length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException(
                    "an address other than loopback needs a token of at least " + SHORTEST_TOKEN + " characters");
        }
    }

    /** For this machine only. */
    public static PageAddress loopback(int port) {
        return new PageAddress(InetAddress.getLoopbackAddress(), port, "");
    }
}
