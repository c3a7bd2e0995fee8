package dev.flatline.alerting.notify.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends one request and waits for the answer, its body included, no longer than it is told to. Follows no redirection. */
public final class HttpSender {

    private final HttpClient client;
    private final Duration timeout;

    /** Sends with the JDK's trust store. */
    public HttpSender(Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    /** The answer, or why there is none; never throws. */
    public Answer send(HttpRequest request) {
        Head head = new Head();
        CompletableFuture<HttpResponse<String>> exchange = client.sendAsync(request, head::body);
        try {
            HttpResponse<String> response = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.headers(), response.body(), "");
        } catch (ExecutionException e) {
            return head.answer(describe(e.getCause()));
        } catch (TimeoutException e) {
            exchange.cancel(true);
            return head.answer("no complete answer within " + timeout.toMillis() / 1000.0 + " s");
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return head.answer("interrupted");
        }
    }

    private static String describe(@Nullable Throwable e) {
        if (e == null) {
            return "unknown";
        }
        String message = e.getMessage();
        String kind = e.getClass().getSimpleName();
        return message == null ? kind : e instanceof IOException ? message : kind + ": " + message;
    }

    /** The beginning of an answer, which counts even if the rest does not come. */
    private static final class Head {

        private volatile @Nullable ResponseInfo info;

        HttpResponse.BodySubscriber<String> body(ResponseInfo response) {
            info = response;
            return new CappedText();
        }

        Answer answer(String failure) {
            ResponseInfo seen = info;
            if (seen == null) {
                return Answer.none(failure);
            }
            HttpHeaders headers = seen.headers();
            return new Answer(seen.statusCode(), headers, "", failure);
        }
    }
}
