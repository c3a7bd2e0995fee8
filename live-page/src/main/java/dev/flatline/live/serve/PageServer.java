package dev.flatline.live.serve;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.flatline.live.collect.CollectedRuns;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The live page, served until it is closed. */
public final class PageServer implements AutoCloseable {

    private static final int MOST_THREADS = 48;

    private final PageAddress address;
    private final HttpServer server;
    private final EventStream events;
    private final ExecutorService threads;

    /**
     * Begins to serve.
     *
     * @throws IOException if the port cannot be had
     */
    public PageServer(PageAddress address, CollectedRuns runs) throws IOException {
        this.address = address;
        server = HttpServer.create(new InetSocketAddress(address.address(), address.port()), 0);
        events = new EventStream(runs);
        threads = new ThreadPoolExecutor(
                0, MOST_THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), PageServer::thread);
        Gate gate = new Gate(address.token());
        context("/", new PageFiles(), gate);
        context("/events", events, gate);
        server.setExecutor(threads);
        server.start();
    }

    private void context(String path, HttpHandler handler, Gate gate) {
        HttpContext context = server.createContext(path, handler);
        context.getFilters().add(gate);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "flatline-page");
        thread.setDaemon(true);
        return thread;
    }

    /** Where to look: {@code http://127.0.0.1:41355/}. Without the token, which is not to be seen in a log. */
    public String url() {
        String host = address.address().getHostAddress();
        return "http://" + (address.address() instanceof Inet6Address ? "[" + host + "]" : host) + ":"
                + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        events.end();
        server.stop(0);
        threads.shutdownNow();
    }
}
