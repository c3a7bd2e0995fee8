package dev.flatline.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertCodec;
import dev.flatline.alert.AlertState;
import dev.flatline.alert.RunRef;
import dev.flatline.alert.Severity;
import dev.flatline.alert.Symptom;
import dev.flatline.cli.broker.EmbeddedBroker;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.broker.TopicsCreation;
import dev.flatline.cli.ending.Endings;
import dev.flatline.cli.ending.TemporaryDirectory;
import dev.flatline.events.Topics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code flatline alerting} as a process of its own on a real broker, with a receiver of webhooks. */
class AlertingTest {

    private static TemporaryDirectory directory;
    private static EmbeddedBroker broker;
    private static KafkaProducer<String, byte[]> producer;

    @TempDir
    private Path folder;

    private final List<String> ids = new CopyOnWriteArrayList<>();
    private volatile boolean answers = true;
    private HttpServer receiver;
    private Process alerting;

    @BeforeAll
    static void startBroker() throws Exception {
        directory = TemporaryDirectory.create(new Endings());
        broker = EmbeddedBroker.start(directory.path());
        new TopicsCreation(new GivenBrokers(broker.bootstrapServers())).create();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void stopBroker() {
        producer.close();
        broker.close();
        directory.close();
    }

    @BeforeEach
    void startReceiver() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newCachedThreadPool(AlertingTest::daemon));
        receiver.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            ids.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            if (answers) {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            }
        });
        receiver.start();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    @AfterEach
    void stop() throws Exception {
        if (alerting != null) {
            alerting.destroy();
            alerting.waitFor();
        }
        receiver.stop(0);
    }

    @Test
    void whatWasAcknowledgedIsNotToldAgainAfterAKillAndWhatWasNotIs() throws Exception {
        // Given
        start();
        fires("killed", "first");
        await(() -> ids.contains("killed/first:1"));
        await(() -> metrics().contains("flatline_notifications_total{channel=\"hook\",outcome=\"delivered\"} 1.0"));
        answers = false;
        fires("killed", "second");
        await(() -> ids.contains("killed/second:1"));

        // When
        alerting.destroyForcibly().waitFor();
        answers = true;
        start();
        await(() -> metrics().contains("outcome=\"delivered\"} 1.0"));
        fires("killed", "third");
        await(() -> ids.contains("killed/third:1"));

        // Then
        assertThat(ids).containsExactly("killed/first:1", "killed/second:1", "killed/second:1", "killed/third:1");
    }

    @Test
    void otherSettingsHoldAsSoonAsTheyAreWrittenAndWrongOnesDoNot() throws Exception {
        // Given
        start();
        fires("reload", "before");
        await(() -> ids.contains("reload/before:1"));

        // When
        write("channels: {hook: {type: webhok}}");
        await(() -> said().contains("stay as they were"));
        write(settings("run: nothing"));
        await(() -> said().contains("have changed"));
        fires("reload", "after");
        write(settings("severity: warning"));
        await(() -> said().split("have changed", -1).length == 3);
        fires("reload", "again");
        await(() -> ids.contains("reload/again:1"));

        // Then
        assertThat(ids).containsExactly("reload/before:1", "reload/again:1");
        assertThat(said()).contains("channels.hook.type is 'webhok'");
    }

    @Test
    void aSilenceFromTheCommandLineHoldsBackUntilItIsEndedOverHttp() throws Exception {
        // Given
        start();
        Words added = Words.of(
                "silence", "add", "--bootstrap-servers", broker.bootstrapServers(), "--run", "quiet*", "--for", "2h");
        assertThat(added.code()).as(added.err()).isZero();
        String id = added.err().split(" ", 2)[0];
        assertThat(request("GET", "").body()).contains(id).contains("\"run\":\"quiet*\"");
        fires("quiet-1", "held");
        fires("loud", "told");
        await(() -> ids.contains("loud/told:1"));

        // When
        HttpResponse<String> ended = request("DELETE", "/" + id);
        await(() -> ids.contains("quiet-1/held:1"));

        // Then
        assertThat(ended.statusCode()).isEqualTo(200);
        Words list = Words.of("silence", "list", "--bootstrap-servers", broker.bootstrapServers());
        assertThat(list.out()).isEqualTo("There are no silences.\n");
    }

    @Test
    void theInterfaceForSilencesTakesNoNonsenseAndNothingFromAPageOfAnother() throws Exception {
        // Given
        start();

        // When
        HttpResponse<String> everything = post("{\"for\":\"2h\"}", "application/json");
        HttpResponse<String> endless = post("{\"run\":\"x\",\"for\":\"forever\"}", "application/json");
        HttpResponse<String> form = post("{\"run\":\"x\",\"for\":\"2h\"}", "text/plain");
        HttpResponse<String> right = post("{\"run\":\"x\",\"for\":\"1s\",\"by\":\"me\"}", "application/json");

        // Then
        assertThat(everything.body()).contains("must say of what");
        assertThat(endless.body()).contains("30m, 8h or 2d");
        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(right.statusCode()).isEqualTo(201);
        assertThat(request("DELETE", "/nothing").statusCode()).isEqualTo(404);
    }

    private void start() throws Exception {
        if (!Files.exists(folder.resolve("alerting.yaml"))) {
            Files.writeString(
                    folder.resolve("url"),
                    "http://127.0.0.1:" + receiver.getAddress().getPort());
            write(settings("severity: warning"));
        }
        alerting = FlatlineProcess.command(
                        folder,
                        "alerting",
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--config",
                        folder.resolve("alerting.yaml").toString(),
                        "--metrics-port",
                        "0")
                .start();
        await(() -> Pattern.compile("metrics at").matcher(said()).find());
    }

    private String settings(String match) {
        return "channels: {hook: {type: webhook, url-file: " + folder.resolve("url")
                + "}}\nroute: {channels: hook, group-wait: 0, group-interval: 0, " + match + "}\n";
    }

    private void write(String text) throws Exception {
        Files.writeString(folder.resolve("alerting.yaml"), text);
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("err"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String address() {
        var said = Pattern.compile("metrics at (http://\\S+)/metrics").matcher(said());
        assertThat(said.find()).as(said()).isTrue();
        return said.group(1);
    }

    private String metrics() {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(address() + "/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> request(String method, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address() + "/api/v1/silences" + path))
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body, String type) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address() + "/api/v1/silences"))
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static void fires(String run, String kind) throws Exception {
        RunRef ref = new RunRef(run, run, 7, Map.of());
        Symptom symptom = new Symptom(kind, "", Severity.CRITICAL, List.of(), "It is wrong.", Map.of());
        Alert alert = new Alert(
                run + "/" + kind, 1, AlertState.FIRING, ref, symptom, 1, 2, null, System.currentTimeMillis(), null);
        producer.send(new ProducerRecord<>(Topics.ALERTS.name(), alert.fingerprint(), AlertCodec.encode(alert)))
                .get();
    }

    private void await(BooleanSupplier condition) throws Exception {
        for (int i = 0; i < 300; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("it did not come to it; ids " + ids + "; it said:\n" + said());
    }
}
