package dev.flatline.cli.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;

/** A real Prometheus, of Debian's package {@code prometheus}, that scrapes one address every second. */
final class Prometheus implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Where it is not installed the test is skipped, but fails in CI. */
    static Prometheus scraping(int target, Path folder) throws IOException {
        Path configuration = folder.resolve("prometheus.yml");
        Files.writeString(
                configuration,
                "global: {scrape_interval: 1s, scrape_timeout: 1s}\n"
                        + "scrape_configs: [{job_name: stream-processor, static_configs: [{targets: ['127.0.0.1:"
                        + target
                        + "']}]}]\n");
        int port = freePort();
        return new Prometheus(
                start(List.of(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn")),
                port);
    }

    private static Process start(List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            String missing = "Cannot run prometheus: \"apt-get install prometheus\" or \"brew install prometheus\".";
            assumeTrue(System.getenv("CI") != null, missing);
            throw new AssertionError(missing, e);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** When the query last had an answer, in seconds since the epoch; NaN if it never had. */
    double lastTimeOf(String query, double until) throws Exception {
        return StreamSupport.stream(
                        ask("query_range", query, "&start=" + (until - 600) + "&end=" + until + "&step=1")
                                .spliterator(),
                        false)
                .flatMap(series -> StreamSupport.stream(series.path("values").spliterator(), false))
                .mapToDouble(sample -> sample.get(0).asDouble())
                .max()
                .orElse(Double.NaN);
    }

    /** All values of all series at a moment. */
    double[] at(double time, String query) throws Exception {
        return values(ask("query", query, "&time=" + time));
    }

    /** All values of all series over the ten seconds before a moment. */
    double[] before(double time, String query) throws Exception {
        return values(ask("query_range", query, "&start=" + (time - 10) + "&end=" + time + "&step=1"));
    }

    private static double[] values(JsonNode series) {
        return StreamSupport.stream(series.spliterator(), false)
                .flatMapToDouble(one -> one.has("value")
                        ? DoubleStream.of(
                                Double.parseDouble(one.at("/value/1").asText().replace("Inf", "Infinity")))
                        : StreamSupport.stream(one.path("values").spliterator(), false)
                                .mapToDouble(sample -> Double.parseDouble(
                                        sample.get(1).asText().replace("Inf", "Infinity"))))
                .toArray();
    }

    private JsonNode ask(String api, String query, String times) throws IOException, InterruptedException {
        String address = "http://127.0.0.1:" + port + "/api/v1/" + api + "?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8) + times;
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        JsonNode answer = new ObjectMapper()
                .readTree(http.send(request, BodyHandlers.ofString()).body());
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(query + ": " + answer.path("error").asText());
        }
        return answer.at("/data/result");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
