package dev.flatline.alerting.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that takes what is sent and answers what it is told to, then 200 and nothing. */
public final class Receiver implements AutoCloseable {

    /** How an answer's body comes. */
    public enum Manner {
        WHOLE,
        /** Its first half, and then the connection is cut. */
        CUT,
        /** Its first half, and then nothing. */
        STUCK,
        /** Not even a status. */
        NEVER
    }

    private record Answer(int status, String retryAfter, String body, Manner manner) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final Map<String, String> headers = new ConcurrentHashMap<>();
    private volatile Answer standard = new Answer(200, "", "", Manner.WHOLE);

    public Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::receive);
        server.setExecutor(threads);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void answers(int... statuses) {
        for (int status : statuses) {
            answers.add(new Answer(status, "", "", Manner.WHOLE));
        }
    }

    public void answers(int status, String body, Manner manner) {
        answers.add(new Answer(status, "", body, manner));
    }

    public void retriesAfter(int status, String retryAfter) {
        answers.add(new Answer(status, retryAfter, "", Manner.WHOLE));
    }

    /** What it says when it was told nothing else. */
    public void alwaysAnswers(int status, String body) {
        standard = new Answer(status, "", body, Manner.WHOLE);
    }

    /** Method and path of each request. */
    public List<String> requests() {
        return requests;
    }

    public List<String> bodies() {
        return bodies;
    }

    public String lastBody() {
        return bodies.get(bodies.size() - 1);
    }

    /** The value of the header in the last request; empty if it had none. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer;
        synchronized (answers) {
            headers.clear();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            bodies.add(body);
            answer = answers.isEmpty() ? standard : answers.remove();
        }
        if (answer.manner() != Manner.NEVER) {
            answer(exchange, answer);
        }
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        if (!answer.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        OutputStream out = exchange.getResponseBody();
        if (answer.manner() == Manner.WHOLE) {
            out.write(body);
            exchange.close();
            return;
        }
        out.write(body, 0, body.length / 2);
        out.flush();
        if (answer.manner() == Manner.CUT) {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
