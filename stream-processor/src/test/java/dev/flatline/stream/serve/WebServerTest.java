package dev.flatline.stream.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebServerTest {

    private static final String TOKEN = "a-token-nobody-guesses";

    @TempDir
    private Path folder;

    @Test
    void whoDoesNotShowTheTokenIsTurnedAwayExceptFromProbes() throws Exception {
        WebSettings settings = new WebSettings("127.0.0.1", 0, new BearerToken(TOKEN), null);
        try (WebServer web = served(settings)) {
            assertThat(get(web, "/runs", null).statusCode()).isEqualTo(401);
            assertThat(get(web, "/runs", "Bearer wrong").statusCode()).isEqualTo(401);
            assertThat(get(web, "/runs", "Bearer " + TOKEN).body()).isEqualTo("{\"it\":\"works\"}");
            assertThat(get(web, "/health", null).statusCode()).isEqualTo(200);
            assertThat(settings.toString()).doesNotContain(TOKEN);
        }
    }

    @Test
    void nothingCanBeWritten() throws Exception {
        try (WebServer web = served(WebSettings.local(0))) {
            // When
            HttpRequest post = HttpRequest.newBuilder(URI.create(web.url() + "/runs"))
                    .POST(BodyPublishers.ofString("{}"))
                    .build();
            HttpResponse<String> answer = HttpClient.newHttpClient().send(post, BodyHandlers.ofString());

            // Then
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.body()).contains("only answers GET");
        }
    }

    @Test
    void aHandlerThatFailsIsAnsweredForAndTheNextQuestionToo() throws Exception {
        try (WebServer web = served(WebSettings.local(0))) {
            assertThat(get(web, "/broken", null).statusCode()).isEqualTo(500);
            assertThat(get(web, "/runs", null).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void speaksTlsWithTheCertificateItIsGiven() throws Exception {
        // Given
        Path store = folder.resolve("server.p12");
        keytool(store);
        SSLContext tls = ServerTls.read(store, "changeit".toCharArray());

        try (WebServer web = served(new WebSettings("localhost", 0, null, tls))) {
            // When
            HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(web.url() + "/runs")).build();

            // Then
            assertThat(web.url()).startsWith("https://");
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aTokenThatCouldBeGuessedIsRefused() {
        assertThatThrownBy(() -> new BearerToken("short")).hasMessageContaining("at least 16 characters");
        assertThatThrownBy(() -> new BearerToken("a token with blanks")).hasMessageContaining("without blanks");
    }

    private static WebServer served(WebSettings settings) throws Exception {
        WebServer web = WebServer.open(settings);
        web.add("/runs", exchange -> Answer.json(exchange, 200, Map.of("it", "works")));
        web.add("/broken", exchange -> {
            throw new IllegalStateException("on purpose");
        });
        web.addOpen("/health", exchange -> Answer.json(exchange, 200, Map.of()));
        web.start();
        return web;
    }

    private static HttpResponse<String> get(WebServer web, String path, @Nullable String authorization)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(web.url() + path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static void keytool(Path store) throws Exception {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = List.of(
                tool,
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost");
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
