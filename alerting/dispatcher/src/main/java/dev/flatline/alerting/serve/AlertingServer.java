package dev.flatline.alerting.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Serves over HTTP. {@code /metrics} and {@code /ready} are for everybody, the silences for who may. */
public final class AlertingServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, AlertingServer::thread);

    /**
     * Begins to serve.
     *
     * @param address where to listen; port 0 for any that is free
     * @throws IOException if the port cannot be had
     */
    public AlertingServer(InetSocketAddress address, Answers answers) throws IOException {
        server = HttpServer.create(address, 0);
        server.createContext(
                "/metrics", exchange -> text(exchange, 200, answers.metrics().text()));
        server.createContext("/ready", exchange -> ready(exchange, answers.ready()));
        server.createContext(
                "/api/v1/silences",
                new SilencesApi(answers.silences(), Door.of(address.getAddress(), answers.token())));
        server.setExecutor(threads);
        server.start();
    }

    /**
     * What it serves.
     *
     * @param metrics the figures
     * @param ready whether alerting is at work, here or as a stand-by
     * @param silences reads and writes them
     * @param token who knows it may see and change silences; empty if nobody needs one on this machine
     */
    public record Answers(AlertingMetrics metrics, BooleanSupplier ready, SilenceStore silences, String token) {}

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "flatline-alerting-http");
        thread.setDaemon(true);
        return thread;
    }

    private static void ready(HttpExchange exchange, BooleanSupplier ready) throws IOException {
        boolean is = ready.getAsBoolean();
        text(exchange, is ? 200 : 503, is ? "ready\n" : "not ready\n");
    }

    static void text(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (exchange.getResponseHeaders().getFirst("Content-Type") == null) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Where the machine itself is reached only. */
    public static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
