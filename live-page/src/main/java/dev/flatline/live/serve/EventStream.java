package dev.flatline.live.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.flatline.live.collect.CollectedRuns;
import dev.flatline.live.collect.CollectedRuns.News;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Server-sent events: what has changed, four times a second at most. A reader that is slow, or comes again with the id it got last, is
 * told what it missed in one go; nothing waits for it in memory.
 *
 * <p>Events: {@code hello} names this server's life (a reader that knows another forgets all); {@code run} brings changes of a run;
 * {@code turn} closes what belongs together, carries the id to come again with, and lists all runs there are.
 */
final class EventStream implements HttpHandler {

    private static final int MOST_READERS = 32;
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final int INTERVALS_TO_A_SIGN_OF_LIFE = 40;

    private final CollectedRuns runs;
    private final String life = UUID.randomUUID().toString();
    private final Semaphore places = new Semaphore(MOST_READERS);
    private final CountDownLatch ended = new CountDownLatch(1);

    EventStream(CollectedRuns runs) {
        this.runs = runs;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!places.tryAcquire()) {
            exchange.getResponseHeaders().set("Retry-After", "10");
            Answer.text(exchange, 503, "Too many look at it already.");
            return;
        }
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? -1 : 0);
            if (!exchange.getRequestMethod().equals("HEAD")) {
                tell(exchange.getResponseBody(), known(exchange));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    /** The version that the reader has seen; 0 if it has seen none of this life. */
    private long known(HttpExchange exchange) {
        String id = String.valueOf(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        String given = query.startsWith("since=") && id.equals("null") ? query.substring(6) : id;
        return given.matches(life + ":\\d{1,18}") ? Long.parseLong(given.substring(life.length() + 1)) : 0;
    }

    private void tell(OutputStream body, long known) throws IOException, InterruptedException {
        send(body, "retry: 1000\nevent: hello\ndata: \"" + life + "\"\n\n");
        long version = known;
        int silent = INTERVALS_TO_A_SIGN_OF_LIFE;
        do {
            News news = runs.since(version);
            version = news.version();
            silent = news.runs().isEmpty() ? silent + 1 : INTERVALS_TO_A_SIGN_OF_LIFE;
            if (silent >= INTERVALS_TO_A_SIGN_OF_LIFE) {
                send(body, events(news));
                silent = 0;
            }
        } while (!ended.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
    }

    private String events(News news) {
        StringBuilder events = new StringBuilder();
        news.runs()
                .forEach(run -> events.append("event: run\ndata: ").append(run).append("\n\n"));
        events.append("event: turn\nid: ")
                .append(life)
                .append(':')
                .append(news.version())
                .append("\ndata: ");
        return events.append(news.all()).append("\n\n").toString();
    }

    private static void send(OutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
        body.flush();
    }

    /** Lets all readers go. */
    void end() {
        ended.countDown();
    }
}
