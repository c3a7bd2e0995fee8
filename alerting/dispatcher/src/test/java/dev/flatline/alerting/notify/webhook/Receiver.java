package dev.flatline.alerting.notify.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that takes posts and answers what it is told to, then 200. */
public final class Receiver implements AutoCloseable {

    private record Answer(int status, String retryAfter) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final Map<String, List<String>> headers = new ConcurrentHashMap<>();
    private volatile boolean silent;

    public Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::receive);
        server.setExecutor(threads);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/alerts");
    }

    public void answers(int... statuses) {
        for (int status : statuses) {
            answers.add(new Answer(status, ""));
        }
    }

    void answers(int status, String retryAfter) {
        answers.add(new Answer(status, retryAfter));
    }

    void keepsSilent() {
        silent = true;
    }

    public List<byte[]> bodies() {
        return bodies;
    }

    /** The values of the header in the last post, in brackets. */
    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).toString();
    }

    private void receive(HttpExchange exchange) throws IOException {
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        bodies.add(exchange.getRequestBody().readAllBytes());
        if (silent) {
            return;
        }
        Answer answer = answers.isEmpty() ? new Answer(200, "") : answers.remove();
        if (!answer.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
        }
        exchange.sendResponseHeaders(answer.status(), -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
