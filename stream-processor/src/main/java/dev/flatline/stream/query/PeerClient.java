package dev.flatline.stream.query;

import dev.flatline.stream.query.Runs.Peer;
import dev.flatline.stream.serve.BearerToken;
import dev.flatline.stream.serve.WebSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks another instance, with this one's own token and certificate: all instances have the same. */
final class PeerClient {

    /** Marks a question that was passed on already, so that it is not passed on again. */
    static final String PASSED_ON = "Flatline-Passed-On";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final WebSettings settings;
    private final HttpClient client;

    PeerClient(WebSettings settings) {
        this.settings = settings;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        this.client = settings.tls() == null
                ? builder.build()
                : builder.sslContext(settings.tls()).build();
    }

    /** Waits for at most two seconds. */
    HttpResponse<byte[]> ask(Peer peer, String pathAndQuery) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(settings.scheme() + "://" + peer.host() + ":" + peer.port() + pathAndQuery))
                .timeout(PATIENCE)
                .header(PASSED_ON, "1");
        BearerToken token = settings.token();
        if (token != null) {
            request.header("Authorization", token.header());
        }
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
