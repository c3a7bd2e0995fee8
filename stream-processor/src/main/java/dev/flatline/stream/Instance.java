package dev.flatline.stream;

import org.jspecify.annotations.Nullable;

/**
 * One of the processes that share the partitions of a cluster.
 *
 * @param id names it across restarts, so that a restart within the session timeout costs no rebalance (static
 *     membership); no two instances may have the same
 * @param advertised {@code host:port} at which the others reach its HTTP server; {@code null}: where it listens
 * @param threads how many partitions it works on at a time
 * @param standbys how many other instances keep a copy of the state, ready to take over
 */
public record Instance(String id, @Nullable String advertised, int threads, int standbys) {

    public Instance {
        if (id.isBlank() || !id.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("an instance id is made of letters, digits and . _ -, not '" + id + "'");
        }
        if (advertised != null && !advertised.matches("(\\[[0-9A-Fa-f:%.]+]|[^\\s:/\\[\\]]+):\\d{1,5}")) {
            throw new IllegalArgumentException("an advertised address is HOST:PORT, not '" + advertised + "'");
        }
        if (threads < 1 || threads > 64) {
            throw new IllegalArgumentException("threads must be in 1..64, not " + threads);
        }
        if (standbys < 0 || standbys > 3) {
            throw new IllegalArgumentException("standbys must be in 0..3, not " + standbys);
        }
    }

    /** The only one. */
    public static Instance only(String id) {
        return new Instance(id, null, 1, 0);
    }
}
