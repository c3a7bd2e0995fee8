package dev.flatline.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.locks.LockSupport;

/**
 * A port that opens for half a second and closes for half a second, over and over; who connects is never answered. This
 * is the worst a client sees of a broker that restarts without end.
 */
final class FlappingPort implements AutoCloseable {

    private static final long HALF = 500_000_000;

    private final int port;
    private final Thread flapping = new Thread(this::flap, "flapping-port");
    private volatile boolean closed;

    private FlappingPort(int port) {
        this.port = port;
        flapping.setDaemon(true);
    }

    static FlappingPort open() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FlappingPort port = new FlappingPort(free.getLocalPort());
            port.flapping.start();
            return port;
        }
    }

    String address() {
        return InetAddress.getLoopbackAddress().getHostAddress() + ":" + port;
    }

    private void flap() {
        while (!closed) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                LockSupport.parkNanos(HALF);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            LockSupport.parkNanos(HALF);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
