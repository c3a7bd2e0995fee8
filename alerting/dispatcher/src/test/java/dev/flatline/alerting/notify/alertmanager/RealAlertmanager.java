package dev.flatline.alerting.notify.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flatline.alerting.notify.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Debian's {@code prometheus-alertmanager}, a process of its own that sends nothing to anybody. */
public final class RealAlertmanager implements AutoCloseable {

    private static final String PROGRAM = "prometheus-alertmanager";
    private static final String NOBODY = "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path folder;
    private final int port;

    private RealAlertmanager(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** Whether it is installed; in CI it must be. */
    public static boolean isThere() {
        boolean there = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, PROGRAM)));
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(PROGRAM + " must be installed in CI");
        }
        return there;
    }

    public static RealAlertmanager start() throws Exception {
        Path folder = Files.createTempDirectory("alertmanager");
        Files.writeString(folder.resolve("alertmanager.yml"), NOBODY);
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        PROGRAM,
                        "--config.file=" + folder.resolve("alertmanager.yml"),
                        "--storage.path=" + folder.resolve("data"),
                        "--cluster.listen-address=",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        RealAlertmanager alertmanager = new RealAlertmanager(process, folder, port);
        alertmanager.awaitReady();
        return alertmanager;
    }

    private void awaitReady() throws Exception {
        for (int i = 0; i < 100; i++) {
            try {
                if (get("/-/ready").startsWith("OK")) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException(Files.readString(folder.resolve("log")));
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    private String get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url() + path)).build(), BodyHandlers.ofString())
                .body();
    }

    /** The alerts that fire, of the run. */
    public List<JsonNode> alertsOf(String run) {
        try {
            List<JsonNode> alerts = new ArrayList<>();
            Json.read(get("/api/v2/alerts?filter=run%3D%22" + run + "%22")).forEach(alerts::add);
            return alerts;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
