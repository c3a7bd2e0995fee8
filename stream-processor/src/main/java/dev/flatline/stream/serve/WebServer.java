package dev.flatline.stream.serve;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * The HTTP server of the process, the JDK's own. Handlers are added to it before or after it is started; they run on a
 * few daemon threads, so a handler must not wait for long.
 */
public final class WebServer implements AutoCloseable {

    private static final int THREADS = 4;

    static {
        // The JDK waits for ever for a client that does not finish its question, and such clients would use up the
        // threads.
        limit("sun.net.httpserver.maxReqTime", 10);
        limit("sun.net.httpserver.maxRspTime", 60);
    }

    private final HttpServer server;
    private final WebSettings settings;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, WebServer::daemon);

    private WebServer(HttpServer server, WebSettings settings) {
        this.server = server;
        this.settings = settings;
        server.setExecutor(threads);
    }

    private static void limit(String property, int seconds) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(seconds));
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "flatline-http");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Takes the port; answers only once it is started.
     *
     * @throws IOException if the port cannot be had, with what to do
     */
    public static WebServer open(WebSettings settings) throws IOException {
        try {
            return new WebServer(bound(settings), settings);
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen on " + settings.address() + ":" + settings.port() + " (" + e.getMessage()
                            + "): choose another port",
                    e);
        }
    }

    private static HttpServer bound(WebSettings settings) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(settings.address()), settings.port());
        SSLContext tls = settings.tls();
        if (tls == null) {
            return HttpServer.create(address, 0);
        }
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    /** Adds an answer for this path and those below it, for who shows the token if one is set. */
    public void add(String path, HttpHandler handler) {
        HttpContext context = addOpen(path, handler);
        if (settings.token() != null) {
            context.getFilters().add(0, settings.token());
        }
    }

    /** Adds an answer that needs no token, as for probes of an orchestrator. */
    public HttpContext addOpen(String path, HttpHandler handler) {
        HttpContext context = server.createContext(path, handler);
        context.getFilters().add(new ReadOnly());
        return context;
    }

    public void start() {
        server.start();
    }

    public WebSettings settings() {
        return settings;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Such as {@code http://127.0.0.1:9464}. */
    public String url() {
        return settings.scheme() + "://" + settings.address() + ":" + port();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
