package dev.flatline.live.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.live.Messages;
import dev.flatline.live.collect.CollectedRuns;
import dev.flatline.live.page.Page;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's server as a browser, a stranger and an attacker meet it. */
class PageServerTest {

    private static final String TOKEN = "a-token-nobody-can-guess";

    private final Messages messages = new Messages("digits", 1, 2);
    private final CollectedRuns runs = new CollectedRuns(run -> true);
    private final HttpClient client = HttpClient.newHttpClient();
    private PageServer server;

    PageServerTest() throws IOException {
        server = new PageServer(PageAddress.loopback(0), runs);
    }

    @AfterEach
    void close() {
        server.close();
    }

    static List<String> files() {
        return Page.FILES;
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileOfThePageIsServed(String file) throws Exception {
        // When
        HttpResponse<String> answer = get(file);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isNotEmpty();
    }

    @Test
    void everyAnswerForbidsWhatThePageDoesNotNeed() throws Exception {
        // When
        HttpResponse<String> answer = get("");

        // Then
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.body()).doesNotContain("<script>", "style=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no/such/file", "..%2f..%2fetc/passwd", "package-info.class", "Page.class", "%00"})
    void nothingElseIsServed(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void nothingCanBeChanged(String method) throws Exception {
        // When
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url()))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();

        // Then
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    @Test
    void aStrangersNameForThisMachineIsTurnedAway() throws Exception {
        assertThat(statusLine("Host: evil.example:" + port())).contains(" 403 ");
        assertThat(statusLine("Host: localhost:" + port())).contains(" 200 ");
    }

    private int port() {
        return URI.create(server.url()).getPort();
    }

    /** A browser sets the header itself, and so does Java's client. */
    private String statusLine(String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\n" + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @Test
    void whatHasChangedComesAsEventsAndAReaderThatComesAgainIsToldTheRest() throws Exception {
        // Given
        runs.take(messages.started());
        runs.take(messages.step(0, 1));
        List<String> first = events("");
        String id = first.stream()
                .filter(line -> line.startsWith("id: "))
                .findFirst()
                .orElseThrow();

        // When
        runs.take(messages.step(1, 1));
        List<String> second = events(id.substring(4));

        // Then
        assertThat(first).contains("event: hello", "event: run", "event: turn", "data: [\"digits@1\"]");
        assertThat(first).anyMatch(line -> line.contains("\"index\":[0],"));
        assertThat(second).anyMatch(line -> line.contains("\"index\":[1],"));
    }

    @Test
    void aReaderThatKnowsAnotherLifeIsToldAll() throws Exception {
        // Given
        runs.take(messages.step(0, 1));
        runs.since(0);

        // Then
        assertThat(events("another:5")).anyMatch(line -> line.contains("\"index\":[0],"));
    }

    /** Up to the end of the first turn. */
    private List<String> events(String lastId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "events"));
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
        List<String> lines = new ArrayList<>();
        try (BufferedReader body = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            while (!lines.contains("event: turn")
                    || !lines.get(lines.size() - 1).isEmpty()) {
                lines.add(body.readLine());
            }
        }
        return lines;
    }

    @Test
    void aTokenOpensAndNothingElseDoes() throws Exception {
        // Given
        server.close();
        server = new PageServer(new PageAddress(InetAddress.getLoopbackAddress(), 0, TOKEN), runs);

        // Then
        assertThat(get("").statusCode()).isEqualTo(401);
        assertThat(get("events").statusCode()).isEqualTo(401);
        assertThat(get("?token=" + TOKEN.replace('a', 'b')).statusCode()).isEqualTo(401);
        assertThat(with("Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
        HttpResponse<String> opened = get("?token=" + TOKEN);
        assertThat(opened.statusCode()).isEqualTo(303);
        String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
        assertThat(with("Cookie", "x=y; " + cookie.replaceFirst(";.*", "")).statusCode())
                .isEqualTo(200);
        assertThat(server.url()).doesNotContain(TOKEN);
    }

    @Test
    void anAddressThatOthersCanReachNeedsAToken() throws Exception {
        InetAddress everywhere = InetAddress.getByAddress(new byte[4]);

        assertThatThrownBy(() -> new PageAddress(everywhere, 0, "")).hasMessageContaining("needs a token");
        assertThatThrownBy(() -> new PageAddress(everywhere, 0, "short")).hasMessageContaining("16 characters");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> with(String header, String value) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url()))
                        .header(header, value)
                        .build(),
                BodyHandlers.ofString());
    }
}
